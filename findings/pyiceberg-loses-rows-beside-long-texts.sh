#!/usr/bin/env bash
# A filter on a PyIceberg table loses rows once a text of the column has more than 4,096 bytes.
#
# Arrow writes no minimum and maximum for a row group in which one of them has more than 4,096 bytes. PyIceberg 0.12.0 takes a data
# file's bounds from the row groups that have them and passes over the others, so the file's upper bound is below its largest value:
# `x > 'm'` skips the file that holds the row. An unfiltered scan has it. The bounds are in the table's metadata, so every engine that
# plans by them skips the file too, and a delete with that filter removes nothing. The answer depends on how rows fell into row
# groups: with all rows in one group the file has no bounds, and the row is found. add_files() has the same code: DuckDB leaves bounds
# out beyond 10,000 bytes. Trino had this in 2023 (trinodb/trino#19052), DataFusion in 2026 (apache/datafusion#25226); both now drop
# the bounds of such a column.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'pyiceberg[pyarrow,sql-sqlite]==0.12.0' pyarrow==26.0.1
venv/bin/python - <<'PY'
import os

import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog

here = os.getcwd()
catalog = SqlCatalog("lake", uri=f"sqlite:///{here}/catalog.db", warehouse=f"file://{here}")
catalog.create_namespace("found")


def rows_found(name, length, rows_in_a_group):
    group = {"write.parquet.row-group-limit": str(rows_in_a_group)}
    table = catalog.create_table(("found", name), pa.schema([("x", pa.string())]), properties=group)
    table.append(pa.table({"x": ["z" * length, "a"]}))
    filtered, all_rows = (scan.to_arrow().num_rows for scan in (table.scan(row_filter="x > 'm'"), table.scan()))
    [task] = table.scan().plan_files()
    upper = task.file.upper_bounds.get(1)
    print(f"{length} bytes, {rows_in_a_group} rows in a group: upper bound {upper}, x > 'm' finds {filtered} of {all_rows} rows")
    return upper, filtered


assert rows_found("short", 4096, 1) == (b"z" * 15 + b"{", 1)
assert rows_found("long", 4097, 1) == (b"a", 0)
assert rows_found("together", 4097, 2) == (None, 1)

table = catalog.load_table("found.long")
table.delete("x > 'm'")
left = table.scan().to_arrow().num_rows
print(f"after delete(\"x > 'm'\"): {left} rows")
assert left == 2
PY
