"""Spend, orders, last order and tier of each customer, with column expressions alone."""

import os
from decimal import Decimal

from contract import INPUT, OUTPUT
from pyspark.sql.functions import col, count, when
from pyspark.sql.functions import max as latest
from pyspark.sql.functions import sum as total
from reports import ready, stage
from spark_session import local_session

GOLD, SILVER = Decimal(os.environ["TIER_GOLD"]), Decimal(os.environ["TIER_SILVER"])

spark = local_session("customer_tiers")
ready()

source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
if source.suffix == ".csv":
    schema = "order_id BIGINT, customer_id BIGINT, order_ts TIMESTAMP, amount DECIMAL(18, 2)"
    orders = spark.read.csv(
        str(source), schema=schema, header=True, enforceSchema=False, mode="FAILFAST"
    )
else:
    orders = spark.read.parquet(str(source))

spend = total("amount").cast("decimal(38, 2)")
tiers = (
    orders.groupBy("customer_id")
    .agg(
        spend.alias("spend"),
        count("*").alias("orders"),
        latest(col("order_ts").cast("timestamp")).alias("last_order"),
    )
    .withColumn(
        "tier",
        when(col("spend") >= GOLD, "gold")
        .when(col("spend") >= SILVER, "silver")
        .otherwise("bronze"),
    )
)

with stage("tiers"):
    tiers.write.parquet(str(OUTPUT / "customer_tiers"))
