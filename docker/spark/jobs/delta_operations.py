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
from contract import INPUT, OUTPUT
from orders import read_orders
from pyspark.sql import DataFrame
from reports import ready, report
from spark_session import local_session

TABLE = OUTPUT / "orders"
# Past versions are compared after the trial, and vacuum removes their files: it gets a copy.
VACUUMED = OUTPUT / "vacuumed"
SPEND = """
    SELECT customer_id, count(*) AS orders, CAST(sum(amount) AS DECIMAL(38, 2)) AS spend
    FROM {table} WHERE amount > 0 GROUP BY customer_id
"""
APPENDED = 1

spark = local_session("delta_operations", delta_lake.session_settings())
# Vacuum below may remove what is minutes old: nobody else uses the table.
spark.conf.set("spark.databricks.delta.retentionDurationCheck.enabled", "false")
ready()

arrived = read_orders(spark, INPUT)
arrived.createOrReplaceTempView("arrived")
appended_at = datetime.now(UTC)


def sql(text: str) -> DataFrame:
    return spark.sql(text.format(table=f"delta.`{TABLE}`", vacuumed=f"delta.`{VACUUMED}`"))


def write(rows: DataFrame, mode: str) -> None:
    rows.write.format("delta").mode(mode).save(str(TABLE))


def result(name: str, rows: DataFrame) -> None:
    rows.write.parquet(str(OUTPUT / name))


def create() -> None:
    write(arrived.where("order_id % 10 < 6"), "error")


def append() -> None:
    global appended_at
    write(arrived.where("order_id % 10 IN (6, 7)"), "append")
    appended_at = datetime.now(UTC)


def query() -> None:
    result("query", sql(SPEND))


def update() -> None:
    sql("UPDATE {table} SET amount = amount + 1.00 WHERE customer_id % 7 = 0").collect()


def delete() -> None:
    sql("DELETE FROM {table} WHERE order_id % 11 = 0").collect()


def upsert() -> None:
    """Late orders, and earlier ones that were corrected; some of these were deleted meanwhile."""
    sql("""
        MERGE INTO {table} AS old USING (
            SELECT * FROM arrived WHERE order_id % 10 >= 8 UNION ALL
            SELECT order_id, customer_id, order_ts, CAST(amount - 0.50 AS DECIMAL(18, 2)) AS amount
            FROM arrived WHERE order_id % 10 = 0
        ) AS new ON old.order_id = new.order_id
        WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *
    """).collect()


def history() -> None:
    result("history", sql("DESCRIBE HISTORY {table}").select("version", "operation"))


def read_version() -> None:
    result("read_version", sql(SPEND.replace("{table}", f"{{table}} VERSION AS OF {APPENDED}")))


def read_time() -> None:
    moment = f"{appended_at:%Y-%m-%d %H:%M:%S.%f}"
    result("read_time", sql(SPEND.replace("{table}", f"{{table}} TIMESTAMP AS OF '{moment}'")))


def restore() -> None:
    sql(f"RESTORE TABLE {{table}} TO VERSION AS OF {APPENDED}").collect()


def optimize() -> None:
    sql("OPTIMIZE {table}").collect()


def vacuum() -> None:
    sql("VACUUM {vacuumed} RETAIN 0 HOURS").collect()


def copy(of: Path, to: Path) -> None:
    """Data files never change: a second name is enough."""
    shutil.copytree(of, to, copy_function=os.link, ignore=shutil.ignore_patterns("_delta_log"))
    shutil.copytree(of / "_delta_log", to / "_delta_log")


def version() -> int:
    return int(sql("DESCRIBE HISTORY {table} LIMIT 1").collect()[0]["version"])


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
        copy(TABLE, VACUUMED)
    start = time.perf_counter()
    known[name]()
    seconds = time.perf_counter() - start
    report(stage=name, seconds=round(seconds, 3), version=version())
