"""Makes a Spark event log by running a small job, each in a process of its own.

Usage: make.py CASE FOLDER [KEY=VALUE …], with settings of Spark. The log is written to FOLDER/log.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f

ROWS = 20_000


def orders(spark: SparkSession, data: Path) -> DataFrame:
    """Orders as Parquet files, written once."""
    path = data / "orders"
    if not path.exists():
        spark.range(ROWS).select(
            f.col("id").alias("order_id"),
            (f.col("id") % 100).alias("shop"),
            (f.col("id") * 7 % 1000 / 10).alias("amount"),
        ).repartition(4).write.parquet(str(path))
    return spark.read.parquet(str(path))


def sales(spark: SparkSession, data: Path) -> None:
    """Join, aggregate, window and write: an ordinary batch job."""
    shops = spark.range(100).select(
        f.col("id").alias("shop"), f.concat(f.lit("shop-"), "id").alias("name")
    )
    totals = orders(spark, data).join(f.broadcast(shops), "shop").groupBy("name")
    ranked = totals.agg(f.round(f.sum("amount"), 1).alias("amount")).withColumn(
        "rank", f.row_number().over(Window.orderBy(f.desc("amount")))
    )
    ranked.write.mode("overwrite").parquet(str(data / "sales"))


def merged(spark: SparkSession, data: Path) -> None:
    """A join that shuffles both sides."""
    spark.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")
    both = orders(spark, data).alias("a").join(orders(spark, data).alias("b"), "order_id")
    both.groupBy("a.shop").count().write.mode("overwrite").parquet(str(data / "merged"))


def python_udf(spark: SparkSession, data: Path) -> None:
    """A function of Python for each row."""
    tier = f.udf(lambda amount: "gold" if amount > 50 else "silver", "string")
    orders(spark, data).groupBy(tier("amount")).count().collect()


def rdd(spark: SparkSession, data: Path) -> None:
    """No plan at all."""
    spark.sparkContext.parallelize(range(ROWS), 4).map(lambda x: (x % 10, x)).reduceByKey(
        max
    ).collect()


def skewed(spark: SparkSession, data: Path) -> None:
    """Eight tasks, one of which takes most of the time."""

    def work(index: int, rows: object) -> list[int]:
        time.sleep(2 if index == 0 else 0.05)
        return [index]

    spark.sparkContext.parallelize(range(8), 8).mapPartitionsWithIndex(work).collect()


def failed(spark: SparkSession, data: Path) -> None:
    """A job whose task fails; the program ends in order."""
    try:
        orders(spark, data).select(f.raise_error(f.lit("no such shop"))).collect()
    except Exception as error:
        print(type(error).__name__)


def crashed(spark: SparkSession, data: Path) -> None:
    """The driver is gone between two queries: nothing tells of its end."""
    sales(spark, data)
    # The log is written by a listener, a moment later.
    time.sleep(2)
    os.kill(spark.sparkContext._gateway.proc.pid, signal.SIGKILL)
    os._exit(3)


def stream(spark: SparkSession, data: Path) -> None:
    """Micro-batches over files that are there."""
    source = spark.readStream.schema(orders(spark, data).schema).parquet(str(data / "orders"))
    query = source.groupBy("shop").count().writeStream.outputMode("complete").format("memory")
    query.queryName("counts").trigger(availableNow=True).start().awaitTermination()


CASES: dict[str, Callable[[SparkSession, Path], None]] = {
    case.__name__: case
    for case in [sales, merged, python_udf, rdd, skewed, failed, crashed, stream]
}


def main(case: str, folder: str, *settings: str) -> None:
    log = Path(folder).resolve() / "log"
    log.mkdir(parents=True, exist_ok=True)
    builder = SparkSession.builder.appName(case).master("local[2]")
    common = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": log.as_uri(),
        **dict(setting.split("=", 1) for setting in settings),
    }
    for key, value in common.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    CASES[case](spark, log.parent)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
