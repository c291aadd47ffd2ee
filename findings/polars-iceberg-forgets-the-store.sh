#!/usr/bin/env bash
# Whether Polars reads an Iceberg table on a self-hosted S3 server depends on an optional package, and it never writes to one by itself.
#
# A PyIceberg table carries how its files are reached: s3.endpoint, keys, region (PyIceberg's documentation, FileIO). Polars 2.1.0
# takes such a Table in scan_iceberg and sink_iceberg. Without the package polars_iceberg, which is said to plan faster, both look for
# the bucket at Amazon, with whatever keys the environment has, though PyIceberg itself has just read the metadata from the table's
# own server. With polars_iceberg 0.1.0 the same scan_iceberg takes the table's settings, and sink_iceberg still does not. Both
# succeed, with and without it, where storage_options= repeats the settings under the very names that the table has already.
# Who has keys of Amazon in the environment and a bucket of that name there would write to it.
#
# Needs Python 3.11 with venv, and the system's CA certificates. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" || true; fi; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 'pyiceberg[pyarrow,sql-sqlite]==0.12.0' pyarrow==26.0.1 'moto[s3,server]==5.1.15'
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
venv/bin/moto_server -H 127.0.0.1 -p "$port" > server.log 2>&1 &
server=$!
until (echo > "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do sleep 0.2; done
cat > ask.py <<'PY'
import os
import sys
import urllib.request
import warnings

import polars as pl
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog

warnings.simplefilter("ignore")
planner = sys.argv[1]
endpoint = f"http://127.0.0.1:{os.environ['PORT']}"
store = {"s3.endpoint": endpoint, "s3.access-key-id": "local", "s3.secret-access-key": "local", "s3.region": "us-east-1"}
catalog = SqlCatalog("lake", uri=f"sqlite:///{planner}.db", warehouse="s3://lake-of-a-finding", **store)
urllib.request.urlopen(urllib.request.Request(f"{endpoint}/lake-of-a-finding", method="PUT"))
catalog.create_namespace(planner)
table = catalog.create_table((planner, "orders"), pa.schema([("id", pa.int64())]))
table.append(pa.table({"id": [1]}))
rows = pl.LazyFrame({"id": [2]})
settings = dict(table.io.properties)


def attempt(call):
    """None, or where it went instead."""
    try:
        call()
    except Exception as error:
        assert endpoint not in str(error), error
        return "amazonaws.com" if "amazonaws.com" in str(error) else type(error).__name__


bare = {
    "scan": attempt(lambda: pl.scan_iceberg(table).collect()),
    "sink": attempt(lambda: rows.sink_iceberg(table, mode="append")),
}
told = {
    "scan": attempt(lambda: pl.scan_iceberg(table, storage_options=settings).collect()),
    "sink": attempt(lambda: rows.sink_iceberg(table, mode="append", storage_options=settings)),
}
print(f"{planner}: by the table alone {bare}, with storage_options=table.io.properties {told}")
assert (bare["scan"] is None) == (planner == "polars_iceberg"), bare
assert bare["sink"] is not None, bare
assert told == {"scan": None, "sink": None}, told
PY
ask() { env -u AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID=of-another-account AWS_SECRET_ACCESS_KEY=secret AWS_EC2_METADATA_DISABLED=true PORT="$port" venv/bin/python ask.py "$1" 2> /dev/null; }
ask pyiceberg
venv/bin/pip install --quiet --disable-pip-version-check polars_iceberg==0.1.0
ask polars_iceberg
