#!/usr/bin/env bash
# In DuckDB, bit_xor(hash(t)) over a table's rows does not change when rows exchange the values of the last column.
#
# DuckDB 1.5.5: hash() of a row, a struct, a list or several values XORs the last value's hash to what came before, without
# mixing the result again. Over all rows the last column's hashes so cancel out by themselves, whichever rows they are in. A sum
# of the hashes, a hash of the hash, or md5_number() of the values as text sees the exchange.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5
venv/bin/python - <<'PY'
import duckdb

ORDERS = "SELECT i AS id, i % 7 AS shop, (i * 37 % 1000) / 100 AS amount FROM range(1000) t(i)"
# Each order with the amount of another one
SHUFFLED = "SELECT i AS id, i % 7 AS shop, ((i + 1) % 1000 * 37 % 1000) / 100 AS amount FROM range(1000) t(i)"


def is_same(checksum: str) -> bool:
    a, b = (duckdb.sql(f"SELECT {checksum} FROM ({rows}) t").fetchone() for rows in (ORDERS, SHUFFLED))
    return a == b


differing = duckdb.sql(f"SELECT count(*) FROM ({ORDERS} EXCEPT {SHUFFLED})").fetchone()[0]
print(f"{differing} of 1000 rows differ")
found = {
    checksum: is_same(checksum)
    for checksum in (
        "bit_xor(hash(t))",
        "bit_xor(hash(id, shop, amount))",
        "bit_xor(hash([id, shop, amount]))",
        "sum(hash(t))",
        "bit_xor(hash(hash(t)))",
        "bit_xor(md5_number(concat_ws('|', id, shop, amount)))",
    )
}
for checksum, same in found.items():
    print(f"{checksum}: {'the same' if same else 'another'}")
assert differing > 900
assert list(found.values()) == [True, True, True, False, False, False]
PY
