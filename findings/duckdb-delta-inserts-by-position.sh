#!/usr/bin/env bash
# DuckDB's extension `delta` ignores the column list of INSERT and BY NAME: values land in other columns.
#
# An INSERT with a list of columns, or BY NAME, gives each value to the column that it names (SQL:2016, 14.11; DuckDB's documentation of INSERT).
# duckdb 1.5.5 does so for its own tables. For a Delta table attached with TYPE delta, the values are written in the order of the statement:
# `INSERT INTO t (b, a) VALUES (20, 2)` commits a=20 and b=2, with statistics that agree, and without an error where the types are the same.
# delta-rs reads the exchanged values, too, so it is the writing that is wrong. Where the types differ, DuckDB raises an internal error.
# Values in the order of the table's columns are right.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 duckdb-extension-delta==1.5.5 deltalake==1.6.6 pyarrow==26.0.1
venv/bin/python - <<'PY'
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

write_deltalake("t", pa.table({"a": pa.array([1], pa.int64()), "b": pa.array([10], pa.int64())}))
db = duckdb.connect()
package = Path(find_spec("duckdb_extension_delta").submodule_search_locations[0])
db.load_extension(str(package / f"extensions/v{duckdb.__version__}/delta.duckdb_extension"))
db.execute("ATTACH 't' AS delta_t (TYPE delta); CREATE TABLE own (a BIGINT, b BIGINT); INSERT INTO own VALUES (1, 10)")
for table in ("own", "delta_t"):
    db.execute(f"INSERT INTO {table} (b, a) VALUES (20, 2)")
    db.execute(f"INSERT INTO {table} BY NAME SELECT 30 AS b, 3 AS a")
    db.execute(f"INSERT INTO {table} VALUES (4, 40)")
own = sorted(db.execute("FROM own").fetchall())
by_duckdb = sorted(db.execute("FROM delta_t").fetchall())
by_delta_rs = sorted((row["a"], row["b"]) for row in DeltaTable("t").to_pyarrow_table().to_pylist())
print(f"table of DuckDB         : {own}")
print(f"Delta table, by DuckDB  : {by_duckdb}")
print(f"Delta table, by delta-rs: {by_delta_rs}")
assert own == [(1, 10), (2, 20), (3, 30), (4, 40)]
assert by_duckdb == by_delta_rs == [(1, 10), (4, 40), (20, 2), (30, 3)]
sys.stdout.flush()
os._exit(0)  # the interpreter's end sometimes aborts in delta-rs
PY
