"""Spend, orders, last order and tier of each customer, with the tier by a function of Arrow."""

import os
from decimal import Decimal

import pyarrow
from contract import INPUT, OUTPUT
from orders import read_orders, spend_by_customer
from pyarrow import compute
from pyspark.sql.functions import arrow_udf
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


tiers = spend_by_customer(read_orders(spark, INPUT)).withColumn("tier", tier("spend"))

with stage("tiers"):
    tiers.write.parquet(str(OUTPUT / "customer_tiers"))
