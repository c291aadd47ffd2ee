"""Spend, orders, last order and tier of each customer, with Daft's expressions."""

import os
from decimal import Decimal

import daft
from contract import INPUT, OUTPUT, stage
from daft import DataType, col, lit
from daft.functions import when

# It compares decimals of one scale, within 38 digits
EXACT = DataType.decimal128(38, 3)
GOLD, SILVER = (lit(Decimal(os.environ[name])).cast(EXACT) for name in ("TIER_GOLD", "TIER_SILVER"))

COLUMNS = {
    "order_id": DataType.int64(),
    "customer_id": DataType.int64(),
    "order_ts": DataType.timestamp("us", "UTC"),
    # With a decimal here, read_csv gives 333.33 as 0.0000033333: findings/daft-csv-decimals.sh
    "amount": DataType.string(),
}

source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
if source.suffix == ".csv":
    orders = daft.read_csv(str(source), schema=COLUMNS)
else:
    orders = daft.read_parquet(str(source))

with stage("tiers"):
    spends = (
        orders.with_column("amount", col("amount").cast(DataType.decimal128(18, 2)))
        .groupby("customer_id")
        .agg(
            col("amount").sum().cast(DataType.decimal128(38, 2)).alias("spend"),
            col("order_id").count("all").cast(DataType.int64()).alias("orders"),
            col("order_ts").max().alias("last_order"),
        )
    )
    spend = col("spend").cast(EXACT)
    tier = when(spend >= GOLD, "gold").when(spend >= SILVER, "silver").otherwise("bronze")
    spends.with_column("tier", tier).write_parquet(str(OUTPUT / "customer_tiers"))
