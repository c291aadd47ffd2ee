"""Spend, orders, last order and tier of each customer, with the tier by a function of Arrow."""

import os
from decimal import Decimal

import pyarrow
from contract import INPUT, OUTPUT
from pyarrow import compute
from pyspark.sql.functions import arrow_udf, col, count
from pyspark.sql.functions import max as latest
from pyspark.sql.functions import sum as total
from reports import ready, stage
from spark_session import local_session

GOLD, SILVER = Decimal(os.environ["TIER_GOLD"]), Decimal(os.environ["TIER_SILVER"])


spark = local_session("customer_tiers_arrow")
ready()


@arrow_udf("string")
def tier(spend: pyarrow.Array) -> pyarrow.Array:
    """A whole batch at once; no spend is below all thresholds."""
    # Arrow compares decimals at the longer scale, for which 38 digits may be too few
    wide = spend.cast(pyarrow.decimal256(38, 2))
    gold, silver = compute.greater_equal(wide, GOLD), compute.greater_equal(wide, SILVER)
    return compute.case_when(compute.make_struct(gold, silver), "gold", "silver", "bronze")


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
