#!/usr/bin/env bash
# UNION ALL of a decimal with a scale and one without rounds the amounts of the first, without an error.
#
# DECIMAL(38,10) and DECIMAL(38,0) have no common type that keeps 38 digits before the point and 10 behind it. Spark 4.1.4 and DuckDB
# 1.5.5 take DECIMAL(38,0): 1.5 becomes 2, in ANSI mode too. Polars 2.1.0 keeps the scale: 1.5. A union of an old extract with a newer
# one in whole units rounds every amount of the old one.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 polars==2.1.0 pyspark==4.1.4
venv/bin/python 2>/dev/null - <<'PY'
from decimal import Decimal
import duckdb, polars as pl
from pyspark.sql import SparkSession

QUERY = "SELECT CAST(1.5 AS DECIMAL(38,10)) AS v UNION ALL SELECT CAST(7 AS DECIMAL(38,0))"
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
frames = [pl.Series("v", [Decimal(v)], dtype=pl.Decimal(38, scale)).to_frame() for v, scale in (("1.5", 10), ("7", 0))]
seen = {
    "spark": sorted(row.v for row in spark.sql(QUERY).collect()),
    "duckdb": sorted(v for (v,) in duckdb.sql(QUERY).fetchall()),
    "polars": sorted(pl.concat(frames, how="vertical_relaxed")["v"].to_list()),
}
for engine, values in seen.items():
    print(f"{engine:7} {values}")
assert seen["spark"] == seen["duckdb"] == [Decimal(2), Decimal(7)]
assert seen["polars"] == [Decimal("1.5"), Decimal(7)]
PY
