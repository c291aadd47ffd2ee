#!/usr/bin/env bash
# DuckDB's sum() of DECIMAL(38,0) returns a number of 39 digits that its own type cannot hold, instead of an overflow.
#
# DuckDB 1.5.5: 99999999999999999999999999999999999999 + 1 as a sum is 100000000000000000000000000000000000000, typed DECIMAL(38,0). The
# same addition with + raises. Written to Parquet, the file says precision 38 and holds 39 digits; pyarrow reads it as it is.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 pyarrow==26.0.0
venv/bin/python - <<'PY'
import duckdb
import pyarrow.parquet as pq

MOST = "'" + "9" * 38 + "'::DECIMAL(38,0)"
SUM = f"SELECT sum(x) AS s FROM (VALUES ({MOST}), (1::DECIMAL(38,0))) t(x)"
relation = duckdb.sql(SUM)
kind, value = str(relation.types[0]), relation.fetchone()[0]
try:
    added = duckdb.sql(f"SELECT {MOST} + 1::DECIMAL(38,0)").fetchone()[0]
except duckdb.Error as error:
    added = type(error).__name__
duckdb.sql(f"COPY ({SUM}) TO 'sum.parquet'")
table = pq.read_table("sum.parquet")
print(f"sum: {value:f}, typed {kind}; +: {added}")
print(f"in Parquet: {table.schema.field('s').type}, read as {table['s'][0]}")
assert kind == "DECIMAL(38,0)" and f"{value:f}" == "1" + "0" * 38
assert added == "OutOfRangeException"
PY
