"""Spend, orders, last order and tier of each customer, with Daft's expressions."""

import json
import os
import sys
from decimal import Decimal
from pathlib import Path

import daft
from contract import INPUT, OUTPUT, stage
from daft import DataType, col, lit

# It compares decimals of one scale, within 38 digits
EXACT = DataType.decimal128(38, 3)
GOLD, SILVER = (lit(Decimal(os.environ[name])).cast(EXACT) for name in ("TIER_GOLD", "TIER_SILVER"))

source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
if source.suffix == ".csv":
    # read_csv gives 250.00 as 2.50, and text can't be cast: findings/daft-csv-decimals.sh
    with Path(os.environ["ETL_STAGES"]).open("a", encoding="utf-8") as stages:
        stages.write(json.dumps({"unsupported": "read_csv with a decimal in its schema"}) + "\n")
    sys.exit("Daft 0.6.14 reads decimals of CSV wrongly. Give it Parquet.")

with stage("tiers"):
    spends = (
        daft.read_parquet(str(source))
        .groupby("customer_id")
        .agg(
            col("amount").sum().cast(DataType.decimal128(38, 2)).alias("spend"),
            col("order_id").count("all").cast(DataType.int64()).alias("orders"),
            col("order_ts").max().alias("last_order"),
        )
    )
    spend = col("spend").cast(EXACT)
    tier = (spend >= GOLD).if_else("gold", (spend >= SILVER).if_else("silver", "bronze"))
    spends.with_column("tier", tier).write_parquet(str(OUTPUT / "customer_tiers"))
