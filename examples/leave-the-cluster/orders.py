"""Spend of each customer on a day. Where it runs is up to spark-submit: it names no master."""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

source, target = sys.argv[1:]

spark = SparkSession.builder.appName("orders").getOrCreate()
orders = spark.read.csv(
    source, header=True, schema="order_id BIGINT, customer_id BIGINT, amount DECIMAL(18, 2)"
)
spend = orders.groupBy("customer_id").agg(
    f.count("*").alias("orders"),
    f.sum("amount").cast("decimal(38, 2)").alias("spend"),
    f.max("order_id").alias("last_order"),
)
spend.write.mode("overwrite").parquet(f"{target}/spend")
spark.stop()
