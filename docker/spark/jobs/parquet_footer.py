"""Rows and bounds of orders, from the footers of Parquet files alone."""

from pyspark.sql import DataFrame

# Aggregates are only pushed down to footers by the second source API: see `useV1SourceList`.
SETTINGS = {"spark.sql.parquet.aggregatePushdown": "true"}


def bounds_of(orders: DataFrame) -> DataFrame:
    return orders.selectExpr("count(*) AS rows", "min(order_id) AS first", "max(order_id) AS last")
