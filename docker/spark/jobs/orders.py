"""Orders, in CSV or Parquet, and what customers spent on them."""

from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, count
from pyspark.sql.functions import max as latest
from pyspark.sql.functions import sum as total

SCHEMA = "order_id BIGINT, customer_id BIGINT, order_ts TIMESTAMP, amount DECIMAL(18, 2)"


def read_orders(spark: SparkSession, place: Path) -> DataFrame:
    """:param place: a file, or a folder with one"""
    source = place if place.is_file() else next(place.glob("orders.*"))
    if source.suffix == ".csv":
        return spark.read.csv(
            str(source), schema=SCHEMA, header=True, enforceSchema=False, mode="FAILFAST"
        )
    return spark.read.parquet(str(source))


# Enough to warm up an engine: 9 MB as CSV
FEW = "order_id <= 100200000"


def parsed(spark: SparkSession, place: Path, to: Path) -> DataFrame:
    """The same as Parquet. Reading it costs what is read, and no parsing."""
    read_orders(spark, place).write.parquet(str(to))
    return spark.read.parquet(str(to))


def spend_by_customer(orders: DataFrame) -> DataFrame:
    """`customer_tiers` without its tiers."""
    return orders.groupBy("customer_id").agg(
        total("amount").cast("decimal(38, 2)").alias("spend"),
        count("*").alias("orders"),
        latest(col("order_ts").cast("timestamp")).alias("last_order"),
    )
