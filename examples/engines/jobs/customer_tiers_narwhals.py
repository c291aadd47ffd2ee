"""Spend, orders, last order and tier of each customer, with Narwhals on Polars.

Only how a CSV is typed names the engine: Narwhals hands `schema` to it as it is.
"""

import os
from decimal import Decimal

import narwhals as nw
import polars as pl
from contract import INPUT, OUTPUT, stage
from narwhals import col, lit

GOLD, SILVER = Decimal(os.environ["TIER_GOLD"]), Decimal(os.environ["TIER_SILVER"])
COLUMNS = {
    "order_id": pl.Int64,
    "customer_id": pl.Int64,
    "order_ts": pl.String,
    "amount": pl.Decimal(18, 2),
}

source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
if source.suffix == ".csv":
    time = col("order_ts").str.to_datetime("%Y-%m-%dT%H:%M:%SZ").dt.replace_time_zone("UTC")
    orders = nw.scan_csv(str(source), backend="polars", schema=COLUMNS).with_columns(time)
else:
    orders = nw.scan_parquet(str(source), backend="polars")

with stage("tiers"):
    tiers = (
        orders.group_by("customer_id")
        .agg(
            spend=col("amount").sum().cast(nw.Decimal(38, 2)),
            orders=nw.len().cast(nw.Int64),
            last_order=col("order_ts").max(),
        )
        .with_columns(
            tier=nw.when(col("spend") >= GOLD)
            .then(lit("gold"))
            .otherwise(nw.when(col("spend") >= SILVER).then(lit("silver")).otherwise(lit("bronze")))
        )
    )
    tiers.sink_parquet(str(OUTPUT / "customer_tiers.parquet"))
