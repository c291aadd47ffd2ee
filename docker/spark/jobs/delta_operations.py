"""Operations on a Delta table of orders, by Spark's SQL: those of ETL_OPERATIONS, in their order.

After each, its seconds and the version of the table are reported. What reads leaves its result in
the output folder.
"""

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import delta_lake
import orders_delta
from contract import INPUT, OUTPUT
from orders import read_orders
from pyspark.sql import DataFrame
from pyspark.sql.functions import col, lit
from reports import ready, report
from spark_session import local_session

TABLE = str(OUTPUT / "orders")
# Past versions are compared after the trial, and vacuum removes their files: it gets a copy.
VACUUMED = OUTPUT / "vacuumed"
APPENDED = 1

spark = local_session("delta_operations", delta_lake.session_settings())
# Vacuum below may remove what is minutes old: nobody else uses the table.
spark.conf.set("spark.databricks.delta.retentionDurationCheck.enabled", "false")
ready()

arrived = read_orders(spark, INPUT)
appended_at = datetime.now(UTC)


def result(name: str, rows: DataFrame) -> None:
    rows.write.parquet(str(OUTPUT / name))


def create() -> None:
    orders_delta.write(TABLE, arrived.where("order_id % 10 < 6"), "error")


def append() -> None:
    global appended_at
    orders_delta.write(TABLE, arrived.where("order_id % 10 IN (6, 7)"), "append")
    appended_at = datetime.now(UTC)


def query() -> None:
    result("query", orders_delta.spend(spark, TABLE))


def update() -> None:
    orders_delta.update(spark, TABLE, "amount + 1.00", where="customer_id % 7 = 0")


def delete() -> None:
    orders_delta.delete(spark, TABLE, where="order_id % 11 = 0")


def upsert() -> None:
    """Late orders, and earlier ones that were corrected; some of these were deleted meanwhile."""
    lower = (col("amount") - lit("0.50").cast("decimal(18, 2)")).cast("decimal(18, 2)")
    corrected = arrived.where("order_id % 10 = 0").withColumn("amount", lower)
    orders_delta.upsert(spark, TABLE, arrived.where("order_id % 10 >= 8").unionAll(corrected))


def history() -> None:
    result("history", orders_delta.history(spark, TABLE))


def read_version() -> None:
    result("read_version", orders_delta.spend(spark, TABLE, f"VERSION AS OF {APPENDED}"))


def read_time() -> None:
    moment = f"{appended_at:%Y-%m-%d %H:%M:%S.%f}"
    result("read_time", orders_delta.spend(spark, TABLE, f"TIMESTAMP AS OF '{moment}'"))


def restore() -> None:
    orders_delta.restore(spark, TABLE, APPENDED)


def optimize() -> None:
    orders_delta.optimize(spark, TABLE)


def vacuum() -> None:
    spark.sql(f"VACUUM {orders_delta.name_of(str(VACUUMED))} RETAIN 0 HOURS").collect()


def copy(of: Path, to: Path) -> None:
    """Data files never change: a second name is enough."""
    shutil.copytree(of, to, copy_function=os.link, ignore=shutil.ignore_patterns("_delta_log"))
    shutil.copytree(of / "_delta_log", to / "_delta_log")


OPERATIONS: list[Callable[[], None]] = [
    create,
    append,
    query,
    update,
    delete,
    upsert,
    history,
    read_version,
    read_time,
    restore,
    optimize,
    vacuum,
]
known = {operation.__name__: operation for operation in OPERATIONS}
for name in os.environ["ETL_OPERATIONS"].split():
    if name == "vacuum":
        copy(Path(TABLE), VACUUMED)
    start = time.perf_counter()
    known[name]()
    seconds = time.perf_counter() - start
    report(stage=name, seconds=round(seconds, 6), version=orders_delta.version_of(spark, TABLE))
