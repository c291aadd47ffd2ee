"""Spend and orders of each customer."""

import polars as pl

from tables import OUTPUT, scan_orders

cents = (pl.col("amount") * 100).cast(pl.Int64)
spend = scan_orders().group_by("customer_id").agg(
    cents=cents.sum(), orders=pl.len().cast(pl.Int64)
)  # fmt: skip
spend.sink_parquet(OUTPUT / "spend.parquet")
