#!/usr/bin/env bash
# DuckDB's WHERE loses NaN rows of Parquet files that Polars or pyarrow wrote, and finds them in its own.
#
# In DuckDB NaN is greater than every number, so `x > 5` keeps it. Writers leave NaN out of a row group's minimum and maximum. DuckDB
# 1.5.5 skips a row group whose maximum is below 5 without asking whether it holds NaN: of files by Polars 2.1.0 and pyarrow 24.0.0
# the row is missing, of a file by DuckDB it is there, and so it is with `x + 0 > 5`, which no statistics answer, or with
# read_parquet(…, can_have_nan = true). The answer depends on who wrote the file, and on how rows fell into row groups.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 polars==2.1.0 pyarrow==24.0.0
venv/bin/python - <<'PY'
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

values = {"x": [1.0, float("nan")]}
pl.DataFrame(values).write_parquet("polars.parquet")
pq.write_table(pa.table(values), "pyarrow.parquet")
duckdb.sql("COPY (FROM (VALUES (1.0::DOUBLE), ('nan'::DOUBLE)) t(x)) TO 'duckdb.parquet'")
count = lambda source, where: duckdb.sql(f"SELECT count(*) FROM {source} WHERE {where}").fetchone()[0]
found = {}
for writer in ("polars", "pyarrow", "duckdb"):
    file = f"'{writer}.parquet'"
    found[writer] = (
        count(file, "x > 5"),
        count(file, "x + 0 > 5"),
        count(f"read_parquet({file}, can_have_nan = true)", "x > 5"),
    )
    print(f"written by {writer:7}: x > 5 finds {found[writer][0]}, x + 0 > 5 finds {found[writer][1]}, can_have_nan finds {found[writer][2]}")
assert found == {"polars": (0, 1, 1), "pyarrow": (0, 1, 1), "duckdb": (1, 1, 1)}
PY
