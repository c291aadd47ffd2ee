#!/usr/bin/env bash
# One Iceberg table, one scan option: Spark refuses `as-of-timestamp`, PyIceberg reads the rows of now.
#
# Iceberg's options for time travel were renamed for Spark: 1.12.0 on Spark 4.1.4 raises for `as-of-timestamp` and `snapshot-id`, and
# names their successors, `timestampAsOf` and `versionAsOf`, which travel. PyIceberg 0.12.0's `table.scan(options=…)` takes all of
# these, and any other key, and ignores them: it returns the newest rows, without an error or a warning. Only its argument
# `snapshot_id=` travels. A port that hands on Spark's options reads other data wherever they matter.
#
# Needs Python 3.11 with venv, Java 17 or 21, and Maven Central. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check 'pyiceberg[sql-sqlite,pyarrow]==0.12.0' pyarrow==26.0.0 pyspark==4.1.4
venv/bin/python 2>spark.log - <<'PY' || { tail -5 spark.log; exit 1; }
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog
from pyspark.sql import SparkSession

place = Path("lake").absolute()
place.mkdir()
catalog = SqlCatalog("lake", uri=f"sqlite:///{place}/catalog.db", warehouse=place.as_uri())
catalog.create_namespace("shop")
rows = pa.table({"id": pa.array([1], pa.int64())})
table = catalog.create_table("shop.orders", rows.schema)
table.append(rows)
first = table.current_snapshot()
time.sleep(1)
between = int(time.time() * 1000)
time.sleep(1)
table.append(pa.table({"id": pa.array([2], pa.int64())}))

moment = datetime.fromtimestamp(between / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
OPTIONS = {
    "as-of-timestamp": str(between),
    "snapshot-id": str(first.snapshot_id),
    "timestampAsOf": moment,
    "versionAsOf": str(first.snapshot_id),
}


def outcome(read: Callable[[dict[str, str]], list[int]], name: str, value: str) -> list[int] | str:
    try:
        return sorted(read({name: value}))
    except Exception as error:
        return type(error).__name__


spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.jars.packages", "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0")
    .getOrCreate()
)
metadata = table.metadata_location


def by_spark(options: dict[str, str]) -> list[int]:
    return [row.id for row in spark.read.format("iceberg").options(**options).load(metadata).collect()]


def by_pyiceberg(options: dict[str, str]) -> list[int]:
    return table.scan(options=options).to_arrow()["id"].to_pylist()


found = {
    engine: {name: outcome(read, name, value) for name, value in OPTIONS.items()}
    for engine, read in {"spark": by_spark, "pyiceberg": by_pyiceberg}.items()
}
argument = table.scan(snapshot_id=first.snapshot_id).to_arrow()["id"].to_pylist()
for engine, outcomes in found.items():
    print(f"{engine:9}", outcomes)
print("pyiceberg with snapshot_id=", argument)
assert found["spark"] == {
    "as-of-timestamp": "IllegalArgumentException",
    "snapshot-id": "IllegalArgumentException",
    "timestampAsOf": [1],
    "versionAsOf": [1],
}
assert set(map(str, found["pyiceberg"].values())) == {"[1, 2]"}
assert argument == [1]
PY
