"""The service of orders by delta-rs and Polars, and DuckDB for Parquet files."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import orders_delta
import polars as pl
from contract import INPUT, ready
from deltalake.exceptions import CommitFailedError
from duckdb_settings import connect
from orders_api import heed_sigterm, serve
from orders_models import CONFLICT, MISFIT, Commit, Footer, Order, Spend, Stored
from orders_polars import COLUMNS, scan_orders
from parquet_format import ROW_GROUP_ROWS
from polars import col
from polars_settings import own_settings


class Deltalake:
    def __init__(self, folder: str) -> None:
        self.table, self.files = f"{folder}/orders", Path(folder)
        self.db = connect(folder)
        # Timestamps are shown in the session's zone.
        self.db.execute("SET TimeZone = 'UTC'")
        arrived = scan_orders(INPUT)
        self.columns = arrived.collect_schema()
        orders_delta.write(self.table, arrived, "error")
        arrived.sort("order_id").sink_parquet(
            self.files / "sorted.parquet", row_group_size=ROW_GROUP_ROWS
        )

    def version(self) -> int:
        return orders_delta.version_of(self.table)

    def spend(self, version: int | None, limit: int) -> list[Spend]:
        orders = pl.scan_delta(self.table, version=version)
        rows = orders_delta.spend(orders).sort("customer_id").head(limit).collect()
        return [Spend(**{**row, "spend": str(row["spend"])}) for row in rows.to_dicts()]

    def order(self, order_id: int) -> Stored | None:
        rows = pl.scan_delta(self.table).filter(col("order_id") == order_id).head(1).collect()
        return next(iter(orders_of(rows)), None)

    def append(self, orders: list[Order]) -> None:
        orders_delta.write(self.table, frame_of(orders), "append")

    def upsert(self, orders: list[Order]) -> None:
        orders_delta.upsert(self.table, frame_of(orders))

    def raise_amounts(self, customer_id: int, by: Decimal) -> None:
        orders_delta.update(self.table, f"amount + {by}", where=f"customer_id = {customer_id}")

    def delete(self, order_id: int) -> None:
        orders_delta.delete(self.table, where=f"order_id = {order_id}")

    def history(self) -> list[Commit]:
        return [Commit.model_validate(each) for each in orders_delta.history(self.table)]

    def restore(self, version: int) -> None:
        orders_delta.restore(self.table, version)

    def optimize(self) -> None:
        orders_delta.optimize(self.table)

    def file(self, name: str) -> str | None:
        path = self.files / f"{name}.parquet"
        return str(path) if path.is_file() else None

    def footer(self, name: str) -> Footer | None:
        if (file := self.file(name)) is None:
            return None
        bounds = """
            SELECT sum(row_group_num_rows)::BIGINT, min(stats_min_value::BIGINT),
                   max(stats_max_value::BIGINT)
            FROM parquet_metadata(?) WHERE path_in_schema = 'order_id'"""
        [(rows, first, last)] = self.db.cursor().execute(bounds, [file]).fetchall()
        return Footer(rows=rows, first=first, last=last)

    def rows_above(self, name: str, amount: Decimal, limit: int) -> list[Stored] | None:
        if (file := self.file(name)) is None:
            return None
        query = "FROM read_parquet(?) WHERE amount > ? ORDER BY order_id LIMIT ?"
        return orders_of(self.db.cursor().execute(query, [file, amount, limit]).pl())

    def refusal(self, error: Exception) -> str | None:
        if isinstance(error, CommitFailedError):
            return CONFLICT
        return MISFIT if pl.scan_delta(self.table).collect_schema() != self.columns else None

    def close(self) -> None:
        self.db.close()


def frame_of(orders: list[Order]) -> pl.LazyFrame:
    texts = pl.LazyFrame([each.model_dump() for each in orders])
    return texts.with_columns(
        col("order_ts").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us", time_zone="UTC"),
        col("amount").cast(COLUMNS["amount"]),
    )


def orders_of(rows: pl.DataFrame) -> list[Stored]:
    texts = rows.with_columns(
        col("order_ts").dt.strftime("%Y-%m-%dT%H:%M:%SZ"), col("amount").cast(pl.String)
    )
    return [Stored(**row) for row in texts.to_dicts()]


if __name__ == "__main__":
    heed_sigterm()
    with TemporaryDirectory(prefix="orders-") as folder:
        engine = Deltalake(folder)
        ready(own_settings())
        serve(engine)
