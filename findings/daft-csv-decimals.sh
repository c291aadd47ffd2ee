#!/usr/bin/env bash
# A CSV with 250.00 becomes 2.50, without an error: Daft's reader shifts decimals that end in zeros.
#
# Daft 0.6.14, read_csv with decimal128(18, 2) in its schema: 250.00 is read as 2.50, 1500.00 as 15.00, 250.01 as 25.01, 7.5 as 0.75, and 7
# as NULL; 333.33 and 0.10 are right. It multiplies the whole part by ten for each digit of the fraction that is left when the fraction is
# read as a number, not for each digit of the scale. The parser is that of arrow2, whose issue 1449 describes it. Amounts of money
# are wrong by up to a factor of 100. pyarrow and DuckDB read the same file correctly.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export DO_NOT_TRACK=1
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check daft==0.6.14 duckdb==1.5.5
printf 'amount\n333.33\n0.10\n250.00\n1500.00\n250.01\n7.5\n7\n' > amounts.csv
venv/bin/python - <<'PY'
from decimal import Decimal

import daft
import duckdb

schema = {"amount": daft.DataType.decimal128(18, 2)}
by_daft = daft.read_csv("amounts.csv", schema=schema).to_pydict()["amount"]
columns = {"amount": "DECIMAL(18, 2)"}
by_duckdb = [a for (a,) in duckdb.read_csv("amounts.csv", header=True, columns=columns).fetchall()]
print("duckdb", *by_duckdb, "\ndaft  ", *by_daft)
right = ["333.33", "0.10", "250.00", "1500.00", "250.01", "7.50", "7.00"]
assert by_duckdb == [Decimal(text) for text in right]
wrong = ["333.33", "0.10", "2.50", "15.00", "25.01", "0.75"]
assert by_daft == [*(Decimal(text) for text in wrong), None]
PY
