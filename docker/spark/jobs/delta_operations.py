"""Operations on a Delta table of orders, by Spark's SQL: those of ETL_OPERATIONS, in their order.

After each, its seconds and the version of the table are reported. What reads leaves its result in
the output folder. Orders are parsed before. All operations are done on a few orders first, so that
what Spark does only at its first call is not in their times.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import delta_lake
import orders_delta
from contract import INPUT, OUTPUT
from orders import FEW, parsed
from pyspark.sql import DataFrame
from pyspark.sql.functions import col, lit
from reports import ready, report, stage
from spark_session import local_session

APPENDED = 1

spark = local_session("delta_operations", delta_lake.session_settings())
# Vacuum below may remove what is minutes old: nobody else uses the table.
spark.conf.set("spark.databricks.delta.retentionDurationCheck.enabled", "false")
ready()


class Orders:
    """A table in a folder, of orders that arrived."""

    def __init__(self, arrived: DataFrame, folder: Path) -> None:
        self.arrived = arrived
        self.folder = folder
        self.table = str(folder / "orders")
        # Past versions are compared after the trial, and vacuum removes their files.
        self.vacuumed = folder / "vacuumed"
        self.appended_at = datetime.now(UTC)

    def result(self, name: str, rows: DataFrame) -> None:
        rows.write.parquet(str(self.folder / name))

    def create(self) -> None:
        orders_delta.write(self.table, self.arrived.where("order_id % 10 < 6"), "error")

    def append(self) -> None:
        orders_delta.write(self.table, self.arrived.where("order_id % 10 IN (6, 7)"), "append")
        self.appended_at = datetime.now(UTC)

    def query(self) -> None:
        self.result("query", orders_delta.spend(spark, self.table))

    def update(self) -> None:
        orders_delta.update(spark, self.table, "amount + 1.00", where="customer_id % 7 = 0")

    def delete(self) -> None:
        orders_delta.delete(spark, self.table, where="order_id % 11 = 0")

    def upsert(self) -> None:
        """Late orders, and earlier ones that were corrected, of which some were deleted."""
        lower = (col("amount") - lit("0.50").cast("decimal(18, 2)")).cast("decimal(18, 2)")
        corrected = self.arrived.where("order_id % 10 = 0").withColumn("amount", lower)
        late = self.arrived.where("order_id % 10 >= 8")
        orders_delta.upsert(spark, self.table, late.unionAll(corrected))

    def history(self) -> None:
        self.result("history", orders_delta.history(spark, self.table))

    def read_version(self) -> None:
        spend = orders_delta.spend(spark, self.table, f"VERSION AS OF {APPENDED}")
        self.result("read_version", spend)

    def read_time(self) -> None:
        moment = f"{self.appended_at:%Y-%m-%d %H:%M:%S.%f}"
        spend = orders_delta.spend(spark, self.table, f"TIMESTAMP AS OF '{moment}'")
        self.result("read_time", spend)

    def restore(self) -> None:
        orders_delta.restore(spark, self.table, APPENDED)

    def optimize(self) -> None:
        orders_delta.optimize(spark, self.table)

    def vacuum(self) -> None:
        spark.sql(f"VACUUM {orders_delta.name_of(str(self.vacuumed))} RETAIN 0 HOURS").collect()

    def version(self) -> int:
        return orders_delta.version_of(spark, self.table)


def copy(of: Path, to: Path) -> None:
    """Data files never change: a second name is enough."""
    shutil.copytree(of, to, copy_function=os.link, ignore=shutil.ignore_patterns("_delta_log"))
    shutil.copytree(of / "_delta_log", to / "_delta_log")


OPERATIONS: list[Callable[[Orders], None]] = [
    Orders.create,
    Orders.append,
    Orders.query,
    Orders.update,
    Orders.delete,
    Orders.upsert,
    Orders.history,
    Orders.read_version,
    Orders.read_time,
    Orders.restore,
    Orders.optimize,
    Orders.vacuum,
]


def perform(orders: Orders) -> Iterator[tuple[str, float]]:
    """The name and the seconds of each operation, when it is done."""
    known = {operation.__name__: operation for operation in OPERATIONS}
    for name in os.environ["ETL_OPERATIONS"].split():
        if name == "vacuum":
            copy(Path(orders.table), orders.vacuumed)
        start = time.perf_counter()
        known[name](orders)
        yield name, round(time.perf_counter() - start, 6)


with TemporaryDirectory() as scratch:
    with stage("parse"):
        arrived = parsed(spark, INPUT, Path(scratch, "arrived"))
    with stage("warm_up"):
        for _ in perform(Orders(arrived.where(FEW), Path(scratch))):
            pass
    orders = Orders(arrived, OUTPUT)
    for name, seconds in perform(orders):
        report(stage=name, seconds=seconds, version=orders.version())
