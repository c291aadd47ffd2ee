"""The service of orders by Spark, with Delta: one session for all requests."""

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import delta_lake
import orders_delta
import parquet_footer
from contract import INPUT
from orders import SCHEMA, read_orders
from orders_api import heed_sigterm, serve
from orders_models import CONFLICT, MISFIT, Commit, Footer, Order, Spend, Stored
from pyspark.sql import DataFrame
from pyspark.sql.functions import col
from reports import ready
from spark_session import local_session

# Parquet is not among those that the first source API reads.
SECOND_API = {"spark.sql.sources.useV1SourceList": "avro,csv,json,kafka,orc,text"}
FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class Spark:
    def __init__(self, folder: str) -> None:
        settings = delta_lake.session_settings() | parquet_footer.SETTINGS | SECOND_API
        self.spark = local_session("serve_orders", settings)
        self.table, self.files = f"{folder}/orders", Path(folder)
        arrived = read_orders(self.spark, INPUT)
        self.columns = arrived.dtypes
        orders_delta.write(self.table, arrived, "error")
        arrived.coalesce(1).sortWithinPartitions("order_id").write.parquet(
            str(self.files / "sorted.parquet")
        )

    def now(self) -> DataFrame:
        return self.spark.read.format("delta").load(self.table)

    def version(self) -> int:
        return orders_delta.version_of(self.spark, self.table)

    def spend(self, version: int | None, limit: int) -> list[Spend]:
        at = "" if version is None else f"VERSION AS OF {version}"
        rows = orders_delta.spend(self.spark, self.table, at).orderBy("customer_id").limit(limit)
        return [
            Spend(customer_id=row.customer_id, orders=row.orders, spend=str(row.spend))
            for row in rows.collect()
        ]

    def order(self, order_id: int) -> Stored | None:
        rows = self.now().where(col("order_id") == order_id).limit(1)
        return next(iter(orders_of(rows)), None)

    def append(self, orders: list[Order]) -> None:
        orders_delta.write(self.table, self.frame_of(orders), "append")

    def upsert(self, orders: list[Order]) -> None:
        orders_delta.upsert(self.spark, self.table, self.frame_of(orders))

    def raise_amounts(self, customer_id: int, by: Decimal) -> None:
        where = f"customer_id = {customer_id}"
        orders_delta.update(self.spark, self.table, f"amount + {by}", where)

    def delete(self, order_id: int) -> None:
        orders_delta.delete(self.spark, self.table, where=f"order_id = {order_id}")

    def history(self) -> list[Commit]:
        rows = orders_delta.history(self.spark, self.table).collect()
        return [Commit(version=row.version, operation=row.operation) for row in rows]

    def restore(self, version: int) -> None:
        orders_delta.restore(self.spark, self.table, version)

    def optimize(self) -> None:
        orders_delta.optimize(self.spark, self.table)

    def file(self, name: str) -> str | None:
        path = self.files / f"{name}.parquet"
        return str(path) if path.exists() else None

    def footer(self, name: str) -> Footer | None:
        if (file := self.file(name)) is None:
            return None
        row = parquet_footer.bounds_of(self.spark.read.parquet(file)).collect()[0]
        return Footer(rows=row.rows, first=row.first, last=row.last)

    def rows_above(self, name: str, amount: Decimal, limit: int) -> list[Stored] | None:
        if (file := self.file(name)) is None:
            return None
        rows = self.spark.read.parquet(file).where(col("amount") > amount)
        return orders_of(rows.orderBy("order_id").limit(limit))

    def frame_of(self, orders: list[Order]) -> DataFrame:
        rows = [
            (
                each.order_id,
                each.customer_id,
                datetime.strptime(each.order_ts, FORMAT).replace(tzinfo=UTC),
                Decimal(each.amount),
            )
            for each in orders
        ]
        return self.spark.createDataFrame(rows, SCHEMA)

    def refusal(self, error: Exception) -> str | None:
        if orders_delta.is_conflict(error):
            return CONFLICT
        return MISFIT if self.now().dtypes != self.columns else None

    def close(self) -> None:
        # Whoever ends the whole tree has ended the JVM too.
        with suppress(Exception):
            self.spark.stop()


def orders_of(rows: DataFrame) -> list[Stored]:
    texts = rows.selectExpr(
        "order_id",
        "customer_id",
        "date_format(order_ts, \"yyyy-MM-dd'T'HH:mm:ss'Z'\") AS order_ts",
        "CAST(amount AS STRING) AS amount",
    )
    return [Stored.model_validate(row.asDict()) for row in texts.collect()]


if __name__ == "__main__":
    heed_sigterm()
    with TemporaryDirectory(prefix="orders-") as folder:
        engine = Spark(folder)
        ready()
        serve(engine)
