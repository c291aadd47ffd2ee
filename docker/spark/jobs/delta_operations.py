"""Operations on a Delta table of orders, by Spark's SQL: those of ETL_OPERATIONS, in their order.

After each, its seconds and the version of the table are reported. What reads leaves its result in
the output folder. Orders are parsed before.
"""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import delta_lake
import orders_delta
from contract import INPUT, OUTPUT
from operations import timed, warm_up
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

    def before_vacuum(self) -> None:
        copy(Path(self.table), self.vacuumed)

    def vacuum(self) -> None:
        spark.sql(f"VACUUM {orders_delta.name_of(str(self.vacuumed))} RETAIN 0 HOURS").collect()

    def version(self) -> int:
        return orders_delta.version_of(spark, self.table)


def copy(of: Path, to: Path) -> None:
    """Data files never change: a second name is enough."""
    shutil.copytree(of, to, copy_function=os.link, ignore=shutil.ignore_patterns("_delta_log"))
    shutil.copytree(of / "_delta_log", to / "_delta_log")


with TemporaryDirectory() as scratch:
    with stage("parse"):
        arrived = parsed(spark, INPUT, Path(scratch, "arrived"))
    warm_up(Orders(arrived.where(FEW), Path(scratch)))
    orders = Orders(arrived, OUTPUT)
    for name, seconds in timed(orders):
        report(stage=name, seconds=seconds, version=orders.version())
