"""The three customers with the largest spend in each shop."""

import polars as pl

from tables import OUTPUT, scan_orders

spend = (
    scan_orders()
    .group_by("customer_id")
    .agg(spend=pl.col("amount").sum().cast(pl.Decimal(38, 2)))
    .with_columns(shop=pl.format("shop-{}", pl.col("customer_id") % 100))
)
ranks = (
    spend.sort("spend", "customer_id", descending=[True, False])
    .with_columns(place=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("shop"))
    .filter(pl.col("place") <= 3)
    .select("shop", "customer_id", "spend", "place")
)
ranks.sink_parquet(OUTPUT / "ranks.parquet")
