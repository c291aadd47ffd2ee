"""Operations on Parquet files of orders, by Spark: those of ETL_OPERATIONS, in their order.

Each is timed, and leaves a table of its name in the output folder.
"""

import os
from collections.abc import Callable

import parquet_footer
from contract import INPUT, OUTPUT
from orders import read_orders
from pyspark.sql import DataFrame
from pyspark.sql.functions import col, lit, when
from reports import ready, stage
from spark_session import local_session

FILES = 8

spark = local_session("parquet_operations", parquet_footer.SETTINGS)
ready()

arrived = read_orders(spark, INPUT)


def written(name: str) -> DataFrame:
    return spark.read.parquet(str(OUTPUT / name))


def split() -> DataFrame:
    return arrived.repartition(FILES)


def merge() -> DataFrame:
    """Sorted, so that bounds of its pages tell which hold an order."""
    return written("split").coalesce(1).sortWithinPartitions("order_id")


def pruned() -> DataFrame:
    return written("merge").where("order_id < 100002000")


def metadata() -> DataFrame:
    sources = "spark.sql.sources.useV1SourceList"
    first = spark.conf.get(sources)
    spark.conf.set(sources, "")
    try:
        found = parquet_footer.bounds_of(written("merge")).collect()
    finally:
        spark.conf.set(sources, first or "")
    return spark.createDataFrame(found)


def filtered() -> DataFrame:
    return written("merge").where("amount > 100").select("order_id", "amount")


def modify() -> DataFrame:
    raised = (col("amount") + lit("1.00").cast("decimal(18, 2)")).cast("decimal(18, 2)")
    amount = when(col("customer_id") % 7 == 0, raised).otherwise(col("amount"))
    return written("merge").withColumn("amount", amount)


OPERATIONS: list[Callable[[], DataFrame]] = [split, merge, pruned, metadata, filtered, modify]
known = {operation.__name__: operation for operation in OPERATIONS}
for name in os.environ["ETL_OPERATIONS"].split():
    with stage(name):
        known[name]().write.parquet(str(OUTPUT / name))
