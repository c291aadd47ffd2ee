"""Spend, orders, last order and tier of each customer, with the tier by a Python function."""

import os
from decimal import Decimal

from contract import INPUT, OUTPUT
from orders import read_orders, spend_by_customer
from pyspark.sql.functions import udf
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


tiers = spend_by_customer(read_orders(spark, INPUT)).withColumn("tier", tier("spend"))

with stage("tiers"):
    tiers.write.parquet(str(OUTPUT / "customer_tiers"))
