"""Spend, orders, last order and tier of each customer, with Polars expressions and no UDF."""

import os
from decimal import Decimal

import polars as pl
from contract import INPUT, OUTPUT, ready, stage
from orders_polars import scan_orders
from parquet_format import ROW_GROUP_ROWS
from polars import col, lit, when
from polars_settings import own_settings

ready({**own_settings(), "row_group_size": ROW_GROUP_ROWS})

GOLD = lit(Decimal(os.environ["TIER_GOLD"]))
SILVER = lit(Decimal(os.environ["TIER_SILVER"]))

orders = scan_orders(INPUT)

with stage("tiers"):
    tiers = (
        orders.group_by("customer_id")
        .agg(
            spend=col("amount").sum().cast(pl.Decimal(38, 2)),
            orders=pl.len().cast(pl.Int64),
            last_order=col("order_ts").max(),
        )
        .with_columns(
            tier=when(col("spend") >= GOLD).then(lit("gold"))
            .when(col("spend") >= SILVER).then(lit("silver"))
            .otherwise(lit("bronze"))
        )
    )  # fmt: skip
    tiers.sink_parquet(
        OUTPUT / "customer_tiers.parquet", compression="snappy", row_group_size=ROW_GROUP_ROWS
    )
