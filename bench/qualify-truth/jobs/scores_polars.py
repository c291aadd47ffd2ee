"""The sum of a Python function over the orders of each customer."""

import polars as pl
from score import score

from tables import OUTPUT, scan_orders

scored = pl.col("order_id").map_elements(score, return_dtype=pl.Int64)
sums = scan_orders().with_columns(score=scored).group_by("customer_id").agg(pl.col("score").sum())
sums.sink_parquet(OUTPUT / "scores.parquet")
