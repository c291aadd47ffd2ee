#!/usr/bin/env bash
# Spark's corr() raises DIVIDE_BY_ZERO where one group's values are all the same, and no try_ form of it exists.
#
# Spark 4.1.4 with its default of ANSI arithmetic: the correlation of a constant is 0 divided by 0, and the whole query ends, though the
# user divides nothing. With spark.sql.ansi.enabled=false it is NULL. skewness() and kurtosis() of a constant are NULL in both modes, so
# ANSI alone does not explain it. DuckDB returns NaN. One quiet sensor or one customer with one price stops a job that ran for years on Spark 3.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check pyspark==4.1.4 duckdb==1.5.5
venv/bin/python - 2>/dev/null <<'PY'
import duckdb
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
ROWS = "(VALUES (1, 1D, 5D), (1, 2D, 5D), (2, 1D, 1D), (2, 2D, 3D)) AS t(g, x, y)"

def ask(function):
    try:
        rows = spark.sql(f"SELECT g, {function} AS v FROM {ROWS} GROUP BY g ORDER BY g").collect()
        return [row.v for row in rows]
    except Exception as error:
        return error.getCondition()

seen = {function: ask(function) for function in ("corr(x, y)", "skewness(y)", "kurtosis(y)")}
spark.conf.set("spark.sql.ansi.enabled", "false")
seen["corr(x, y), ANSI off"] = ask("corr(x, y)")
seen["corr(x, y), DuckDB"] = duckdb.sql("SELECT corr(x, y) FROM (VALUES (1.0, 5.0), (2.0, 5.0)) t(x, y)").fetchone()[0]
for what, value in seen.items():
    print(f"{what:21} {value}")
assert seen["corr(x, y)"] == "DIVIDE_BY_ZERO" and seen["skewness(y)"][0] is None and seen["kurtosis(y)"][0] is None
assert seen["corr(x, y), ANSI off"][0] is None
PY
