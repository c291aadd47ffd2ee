#!/usr/bin/env bash
# delta-rs and Polars read other dates than Spark wrote into the files of a Delta table, where they are far from today.
#
# Spark 4.1.4 writes timestamps to Parquet as INT96 by default, which counts days, so "valid until 9999-12-31" fits. deltalake 1.6.6
# takes such columns as nanoseconds in 64 bits: its SQL returns 1816-03-30 for that day and 1754-08-30 for 0001-01-01. Polars 2.1.0
# (scan_delta) returns 2262-04-11 for both, so that a beginning and an end are the same moment. Neither raises an error; delta-rs
# warns of lost nanoseconds only. DuckDB 1.5.5 reads the same files as they were written, and so does delta-rs after
# SET datafusion.execution.parquet.coerce_int96 = 'us'.
#
# Needs Python 3.11 with venv, and Java 17 or newer. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyspark==4.1.4 deltalake==1.6.6 polars==2.1.0 duckdb==1.5.5 pyarrow==24.0.0
export TZ=UTC
venv/bin/python - 2> /dev/null <<'PY'
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False).getOrCreate()
spark.sql(
    """SELECT * FROM VALUES (1, timestamp'9999-12-31 23:59:59'), (2, timestamp'0001-01-01 00:00:00'),
    (3, timestamp'2026-11-28 10:00:00') AS t(id, until)"""
).coalesce(1).write.parquet("t")
PY
venv/bin/python - <<'PY'
import duckdb
import polars as pl
from deltalake import DeltaTable, QueryBuilder, convert_to_deltalake

convert_to_deltalake("t")
TEXTS = "SELECT id, CAST(until AS VARCHAR) AS until FROM t ORDER BY id"
def by_delta(*settings):
    query = QueryBuilder().register("t", DeltaTable("t"))
    for setting in settings:
        query.execute(setting)
    table = query.execute(TEXTS)
    return [str(value) for value in pl.DataFrame(table)["until"]]
delta = by_delta()
micros = by_delta("SET datafusion.execution.parquet.coerce_int96 = 'us'")
polars = pl.scan_delta("t").sort("id").select(pl.col("until").dt.to_string()).collect()["until"].to_list()
duck = [row[0] for row in duckdb.sql("SELECT until::VARCHAR FROM 't/*.parquet' ORDER BY id").fetchall()]
print(f"written     : 9999-12-31 23:59:59, 0001-01-01 00:00:00, 2026-11-28 10:00:00\nDuckDB      : {duck}")
print(f"delta-rs SQL: {delta}\n  with 'us' : {micros}\nPolars      : {polars}")
assert duck == ["9999-12-31 23:59:59", "0001-01-01 00:00:00", "2026-11-28 10:00:00"]
assert [one[:10] for one in delta] == ["1816-03-30", "1754-08-30", "2026-11-28"]
assert [one[:10] for one in micros] == ["9999-12-31", "0001-01-01", "2026-11-28"]
assert [one[:10] for one in polars] == ["2262-04-11", "2262-04-11", "2026-11-28"]
PY
