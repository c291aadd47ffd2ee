"""Operations on Parquet files of orders, by Spark: those of ETL_OPERATIONS, in their order.

Each is timed, and leaves a table of its name in the output folder. Orders are parsed before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import parquet_footer
from contract import INPUT, OUTPUT
from operations import timed, warm_up
from orders import FEW, parsed
from pyspark.sql import DataFrame
from pyspark.sql.functions import col, lit, when
from reports import ready, report, stage
from spark_session import local_session

FILES = 8

spark = local_session("parquet_operations", parquet_footer.SETTINGS)
ready()


class Orders:
    """Files in a folder, of orders that arrived."""

    def __init__(self, arrived: DataFrame, folder: Path) -> None:
        self.arrived = arrived
        self.folder = folder

    def written(self, name: str) -> DataFrame:
        return spark.read.parquet(str(self.folder / name))

    def write(self, name: str, rows: DataFrame) -> None:
        rows.write.parquet(str(self.folder / name))

    def split(self) -> None:
        self.write("split", self.arrived.repartition(FILES, "order_id"))

    def merge(self) -> None:
        """Sorted, so that bounds of its pages tell which hold an order."""
        rows = self.written("split").coalesce(1).sortWithinPartitions("order_id")
        self.write("merge", rows)

    def pruned(self) -> None:
        self.write("pruned", self.written("merge").where("order_id < 100002000"))

    def metadata(self) -> None:
        with second_source_api():
            self.write("metadata", parquet_footer.bounds_of(self.written("merge")))

    def filtered(self) -> None:
        rows = self.written("merge").where("amount > 100").select("order_id", "amount")
        self.write("filtered", rows)

    def modify(self) -> None:
        raised = (col("amount") + lit("1.00").cast("decimal(18, 2)")).cast("decimal(18, 2)")
        amount = when(col("customer_id") % 7 == 0, raised).otherwise(col("amount"))
        self.write("modify", self.written("merge").withColumn("amount", amount))


@contextmanager
def second_source_api() -> Iterator[None]:
    sources = "spark.sql.sources.useV1SourceList"
    first = spark.conf.get(sources)
    spark.conf.set(sources, "")
    try:
        yield
    finally:
        spark.conf.set(sources, first or "")


with TemporaryDirectory() as scratch:
    with stage("parse"):
        arrived = parsed(spark, INPUT, Path(scratch, "arrived"))
    warm_up(Orders(arrived.where(FEW), Path(scratch)))
    for name, seconds in timed(Orders(arrived, OUTPUT)):
        report(stage=name, seconds=seconds)
