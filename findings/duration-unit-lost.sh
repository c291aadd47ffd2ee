#!/usr/bin/env bash
# A duration in Parquet is a bare integer to engines that do not read Arrow's own schema: equal numbers are unequal times.
#
# Parquet has no type for durations. Polars 2.1.0 writes INT64 without a logical type, and the unit only into the file's `ARROW:schema`
# metadata, as pyarrow 26.0.1 does. DuckDB 1.5.5 and Spark 4.1.4 read BIGINT: one second in milliseconds and one in microseconds differ
# by a factor of 1,000, while 1,000 ms and 1,000 µs are the same number.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 polars==2.1.0 pyarrow==26.0.1 pyspark==4.1.4
venv/bin/python 2>/dev/null - <<'PY'
from datetime import timedelta
import duckdb, polars as pl, pyarrow.parquet as pq
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
seen = {}
for unit in ("ms", "us"):
    path = f"{unit}.parquet"
    pl.DataFrame({"v": [timedelta(seconds=1)]}, schema={"v": pl.Duration(unit)}).write_parquet(path)
    seen[unit] = {
        "pyarrow": (str(pq.read_schema(path).field("v").type), pq.read_table(path)["v"].to_pylist()[0]),
        "duckdb": duckdb.sql(f"SELECT typeof(v), v FROM '{path}'").fetchone(),
        "spark": (spark.read.parquet(path).dtypes[0][1], spark.read.parquet(path).first().v),
    }
    print(unit, *(f"  {engine:8} {what}" for engine, what in seen[unit].items()), sep="\n")
second = timedelta(seconds=1)
assert seen["ms"] == {"pyarrow": ("duration[ms]", second), "duckdb": ("BIGINT", 1000), "spark": ("bigint", 1000)}
assert seen["us"] == {"pyarrow": ("duration[us]", second), "duckdb": ("BIGINT", 1000000), "spark": ("bigint", 1000000)}
PY
