"""Small jobs, each with another kind of event log."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f

ROWS = 20_000
#: Tasks of `cut` that end; others never do.
ENDING = 300
#: Of a property that Spark writes into each event of a job: an event log rolls at 10 MB.
FILLER = 2_000_000


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
    numbers = spark.sparkContext.parallelize(range(ROWS), 4)
    numbers.map(lambda x: (x % 10, x)).reduceByKey(max).collect()


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


def stream(spark: SparkSession, data: Path) -> None:
    """Micro-batches over files that are there."""
    source = spark.readStream.schema(orders(spark, data).schema).parquet(str(data / "orders"))
    query = source.groupBy("shop").count().writeStream.outputMode("complete").format("memory")
    query.queryName("counts").trigger(availableNow=True).start().awaitTermination()


def rolled(spark: SparkSession, data: Path) -> None:
    """Sales twice, with a log of many megabytes."""
    spark.sparkContext.setLocalProperty("filler", "x" * FILLER)
    sales(spark, data)
    sales(spark, data)


def cut(spark: SparkSession, data: Path) -> None:
    """Returns in the middle of a stage: nothing has flushed what the log was last given."""
    sc = spark.sparkContext

    def work(index: int, rows: object) -> list[int]:
        if index >= ENDING:
            time.sleep(600)
        return [index]

    tasks = sc.parallelize(range(ENDING + 2), ENDING + 2).mapPartitionsWithIndex(work)
    threading.Thread(target=tasks.collect, daemon=True).start()
    while not any(
        info and info.numCompletedTasks >= ENDING
        for stage in sc.statusTracker().getActiveStageIds()
        for info in [sc.statusTracker().getStageInfo(stage)]
    ):
        time.sleep(0.2)


JOBS: dict[str, Callable[[SparkSession, Path], None]] = {
    "crashed": sales,
    "attempts": rdd,
    **{
        job.__name__: job
        for job in [sales, merged, python_udf, rdd, skewed, failed, stream, rolled, cut]
    },
}
