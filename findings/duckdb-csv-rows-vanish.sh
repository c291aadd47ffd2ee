#!/usr/bin/env bash
# A CSV whose rows have more fields than its header loses its header and its first row, without an error, though its whole dialect is
# given.
#
# DuckDB 1.5.5 `read_csv` with header, delimiter, quote and escape given still skips lines from the top until the rest has one number
# of fields: with three fields in each row below a header of two, the header goes, and the first row is taken for the header. Strict
# mode, the default, says nothing. Only `skip=0`, the documented default, makes an error of it where it is written out.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5
printf 'id,v\n1,"x, y"\n2,"z, w"\n' > quoted.csv   # written with quotes, read as if there were none
venv/bin/python - <<'PY'
import duckdb

DIALECT = "header=true, all_varchar=true, delim=',', quote='', escape=''"

def read(more=""):
    try:
        relation = duckdb.sql(f"FROM read_csv('quoted.csv', {DIALECT}{more})")
        return relation.columns, relation.fetchall()
    except duckdb.Error as error:
        return f"error: {str(error).splitlines()[0]}"

seen = {"as given": read(), "strict_mode=true": read(", strict_mode=true"), "skip=0": read(", skip=0")}
for how, rows in seen.items():
    print(f"{how:17} {rows}")
assert seen["as given"] == seen["strict_mode=true"] == (["1", '"x', 'y"'], [("2", '"z', ' w"')])
assert str(seen["skip=0"]).startswith("error")
PY
