#!/usr/bin/env bash
# A CSV with 333.33 becomes 0.0000033333, without an error: Daft's reader never scales a decimal.
#
# Daft 0.7.26, read_csv with decimal128(38, 10) in its schema: 333.33 is read as 0.0000033333, 250.00 as 0.0000000250, 250.01 as
# 0.0000002501, and 7 as NULL. It multiplies the whole part by ten for each digit of the fraction that is left when the fraction is read
# as a number, adds the fraction, and takes the sum for a number of ten decimal places. The parser is that of arrow2, whose issue 1449
# describes it. With any other decimal, such as decimal128(18, 2), it raises a DaftTypeError, since it makes decimal128(38, 10) of all;
# 0.6.14 read 250.00 as 2.50 there. Text that is cast to a decimal is right. pyarrow and DuckDB read the same file correctly.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export DO_NOT_TRACK=1
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check daft==0.7.26 duckdb==1.5.5
printf 'amount\n333.33\n0.10\n250.00\n1500.00\n250.01\n7.5\n7\n' > amounts.csv
venv/bin/python - <<'PY'
from decimal import Decimal

import daft
import duckdb
from daft import DataType, col


def by_daft(type: DataType) -> daft.DataFrame:
    return daft.read_csv("amounts.csv", schema={"amount": type})


columns = {"amount": "DECIMAL(38, 10)"}
right = duckdb.read_csv("amounts.csv", header=True, columns=columns).fetchall()
wrong = by_daft(DataType.decimal128(38, 10)).to_pydict()["amount"]
print("duckdb", *(f"{amount:f}" for (amount,) in right))
print("daft  ", *(amount if amount is None else f"{amount:f}" for amount in wrong))
digits = ["33333", "10", "250", "1500", "2501", "75"]
assert [amount for (amount,) in right] == [
    Decimal(text) for text in ("333.33", "0.10", "250.00", "1500.00", "250.01", "7.5", "7")
]
assert wrong == [*(Decimal(unscaled).scaleb(-10) for unscaled in digits), None]
cast = by_daft(DataType.string()).select(col("amount").cast(DataType.decimal128(38, 10)))
assert cast.to_pydict()["amount"] == [amount for (amount,) in right]
try:
    by_daft(DataType.decimal128(18, 2)).to_pydict()
except daft.exceptions.DaftTypeError as error:
    print("daft with decimal128(18, 2):", error)
else:
    raise AssertionError("decimal128(18, 2) was read")
PY
