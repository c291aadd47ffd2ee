#!/usr/bin/env bash
# Polars divides a column of whole numbers by one number by multiplying with its reciprocal, so cents / 100 is not the nearest double.
#
# Polars 2.1.0: 35 / 100 is 0.35000000000000003 in a column of several rows, and 0.35 in a column of one row. Python, NumPy, Spark and
# DuckDB give 0.35, the double next to the exact quotient, as IEEE 754 division does. Of 1 to 999,999 cents, 134,844 come out one step
# off. Rounding to two digits afterwards hides it; comparing, grouping or joining by the quotient does not.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 duckdb==1.5.5
venv/bin/python - <<'PY'
import duckdb
import polars as pl

divided = lambda cents: pl.DataFrame({"x": cents}).select(pl.col("x") / 100)["x"].to_list()
many, one = divided([35, 57, 57]), divided([35])
off = sum(quotient != cents / 100 for cents, quotient in enumerate(divided(range(1, 1_000_000)), 1))
exact = [row[0] for row in duckdb.sql("SELECT i / 100 FROM range(1, 1000000) t(i)").fetchall()]
print(f"several rows: {many}; one row: {one}; Python: {35 / 100}")
print(f"of 999,999 quotients {off:,} differ from Python's in Polars, {sum(a != i / 100 for i, a in enumerate(exact, 1)):,} in DuckDB")
assert many == [0.35000000000000003, 0.5700000000000001, 0.5700000000000001] and one == [0.35]
assert off == 134_844 and all(a == i / 100 for i, a in enumerate(exact, 1))
PY
