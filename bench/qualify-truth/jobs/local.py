"""A local Spark session with the cores that it was given, and its input and output."""

import os

from pyspark.sql import DataFrame, SparkSession

INPUT, OUTPUT = os.environ["ETL_INPUT"], os.environ["ETL_OUTPUT"]
SCHEMA = "order_id BIGINT, customer_id BIGINT, order_ts TIMESTAMP, amount DECIMAL(18, 2)"


def session(app: str) -> SparkSession:
    cpus = int(os.environ.get("ETL_CPUS") or len(os.sched_getaffinity(0)))
    return (
        SparkSession.builder.appName(app)
        .master(f"local[{cpus}]")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.shuffle.partitions", str(4 * cpus))
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )


def orders(spark: SparkSession) -> DataFrame:
    return spark.read.csv(INPUT, schema=SCHEMA, header=True, mode="FAILFAST")
