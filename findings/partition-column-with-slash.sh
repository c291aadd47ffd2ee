#!/usr/bin/env bash
# A partition column whose name holds a slash comes back under another name, without an error.
#
# pyarrow 26.0.1 `write_dataset` percent-encodes the values of Hive partitions, but not the names of their columns:
# `net/gross` makes a folder `net` with folders `gross=…` in it. What is read back has a column `gross` in its place, by pyarrow
# itself, Polars 2.1.0 and DuckDB 1.5.5 alike. Spark 4.1 writes `net%2Fgross=…`, and gives the column its name back.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1 polars==2.1.0 duckdb==1.5.5
venv/bin/python - <<'PY'
import os
import duckdb, polars as pl, pyarrow as pa, pyarrow.dataset as ds

table = pa.table({"id": [1, 2], "net/gross": ["5 %", "6"]})
ds.write_dataset(table, "out", format="parquet", partitioning=["net/gross"], partitioning_flavor="hive")
files = sorted(os.path.join(at, name) for at, _, names in os.walk("out") for name in names)
seen = {
    "pyarrow": ds.dataset("out", partitioning="hive").to_table().column_names,
    "polars": pl.read_parquet("out/**/*.parquet", hive_partitioning=True).columns,
    "duckdb": duckdb.sql("FROM read_parquet('out/**/*.parquet', hive_partitioning=true)").columns,
}
print("written:", table.column_names, files, sep="\n  ")
print("read back:", *(f"{name}: {columns}" for name, columns in seen.items()), sep="\n  ")
assert files == ["out/net/gross=5%20%25/part-0.parquet", "out/net/gross=6/part-0.parquet"]
assert all(columns == ["id", "gross"] for columns in seen.values())
PY
