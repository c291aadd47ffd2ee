"""Revenue of each shop on one day. It was here before etl-compare was, and knows nothing of it."""

import argparse

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

parser = argparse.ArgumentParser()
parser.add_argument("--source", required=True, help="folder with orders.csv")
parser.add_argument("--target", required=True, help="folder to write")
parser.add_argument("--day", required=True, help="YYYY-MM-DD")
args = parser.parse_args()

spark = (
    SparkSession.builder.appName("revenue")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)

orders = spark.read.csv(
    f"{args.source}/orders.csv",
    header=True,
    schema="order_id BIGINT, shop STRING, ordered_at TIMESTAMP, status STRING, "
    "quantity INT, unit_price DECIMAL(10, 2)",
)

amount = F.col("quantity") * F.col("unit_price")
sign = F.when(F.col("status") == "refunded", -1).otherwise(1)

revenue = (
    orders.where(F.col("status").isin("paid", "refunded"))
    .where(F.to_date("ordered_at") == F.lit(args.day).cast("date"))
    .groupBy("shop")
    .agg(
        F.lit(args.day).cast("date").alias("day"),
        F.count("*").alias("orders"),
        F.sum(F.col("quantity") * sign).alias("items"),
        F.sum(amount * sign).cast("decimal(18, 2)").alias("revenue"),
        F.max(amount).cast("decimal(18, 2)").alias("largest_order"),
    )
)

revenue.coalesce(1).write.mode("overwrite").parquet(args.target)
spark.stop()
