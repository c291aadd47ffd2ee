#!/usr/bin/env bash
# delta-rs gives commits the versions of others, where one commit of the log has no commitInfo.
#
# The Delta protocol calls commitInfo optional (PROTOCOL.md, "Commit Provenance Information"), and small writers leave it out.
# deltalake 1.6.6: history() leaves such a commit out and numbers the others from the newest version downwards, so each older commit
# has the version of a later one. Here version 1 of 2 has no commitInfo: history() says that the table was created by a WRITE in
# version 1, and has no version 0. Its rows at version 1 are others than history() makes one believe.
# Spark's DESCRIBE HISTORY of delta-spark 4.4.0 lists all three versions, the one in the middle without an operation.
#
# Needs Python 3.11 with venv, and Java 17 or newer. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check deltalake==1.6.6 pyarrow==24.0.0 pyspark==4.1.4
venv/bin/python - <<'PY'
import json
import os
import shutil
import sys
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

write_deltalake("t", pa.table({"id": [1]}))
data = next(Path("t").glob("*.parquet"))
shutil.copy(data, "t/second.parquet")
add = {"path": "second.parquet", "size": data.stat().st_size, "partitionValues": {}, "modificationTime": 1795910400000, "dataChange": True}
Path("t/_delta_log/00000000000000000001.json").write_text(json.dumps({"add": add}) + "\n")
write_deltalake("t", pa.table({"id": [3]}), mode="append")
table = DeltaTable("t")
history = sorted((entry["version"], entry["operation"], entry["operationParameters"].get("mode")) for entry in table.history())
rows = [DeltaTable("t", version=version).to_pyarrow_table().num_rows for version in range(3)]
print(f"delta-rs: version {table.version()}; rows by version {rows}; history {history}")
assert (table.version(), rows) == (2, [1, 2, 3])
assert [version for version, *_ in history] == [1, 2], history
sys.stdout.flush()
os._exit(0)  # the interpreter's end sometimes aborts in delta-rs
PY
venv/bin/python - 2> /dev/null <<'PY'
import os

from pyspark.sql import SparkSession

builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False)
builder = builder.config("spark.jars.packages", "io.delta:delta-spark_4.1_2.13:4.4.0").config("spark.jars.ivy", os.path.abspath("ivy"))
builder = builder.config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
spark = builder.config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog").getOrCreate()
history = sorted((row.version, row.operation) for row in spark.sql(f"DESCRIBE HISTORY delta.`{os.path.abspath('t')}`").collect())
print(f"Spark   : history {history}")
assert [version for version, _ in history] == [0, 1, 2], history
PY
