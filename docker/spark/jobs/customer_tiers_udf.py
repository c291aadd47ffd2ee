"""Spend, orders, last order and tier of each customer, with the tier by a Python function."""

import os
from decimal import Decimal

from contract import INPUT, OUTPUT
from pyspark.sql.functions import col, count, udf
from pyspark.sql.functions import max as latest
from pyspark.sql.functions import sum as total
from reports import ready, stage
from spark_session import local_session

GOLD, SILVER = Decimal(os.environ["TIER_GOLD"]), Decimal(os.environ["TIER_SILVER"])


spark = local_session("customer_tiers_udf")
ready()


@udf("string", useArrow=False)
def tier(spend: Decimal | None) -> str:
    if spend is not None and spend >= GOLD:
        return "gold"
    if spend is not None and spend >= SILVER:
        return "silver"
    return "bronze"


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
    .withColumn("tier", tier("spend"))
)

with stage("tiers"):
    tiers.write.parquet(str(OUTPUT / "customer_tiers"))
