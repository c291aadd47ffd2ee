"""Reading a Delta table of orders, by DuckDB: the files of a version, which delta-rs tells.

DuckDB's own `delta` extension is not used: it is in no package, so no lock file could pin it.
"""

from datetime import datetime
from tempfile import TemporaryDirectory

import delta_operations
import orders_delta
import polars as pl
from contract import OUTPUT, ready
from delta_operations import APPENDED, CHANGES, TABLE, perform
from deltalake import DeltaTable
from duckdb_settings import connect, own_settings

SPEND = """
    SELECT customer_id, count(*) AS orders, sum(amount)::DECIMAL(38, 2) AS spend
    FROM orders WHERE amount > 0 GROUP BY customer_id
"""
LACK = "DuckDB does not change Delta tables; delta-rs did"
LACKS = {change.__name__: LACK for change in CHANGES} | {
    "history": "DuckDB does not read the log of Delta tables; delta-rs did"
}


def spend(name: str, at: int | datetime | None = None) -> None:
    """:param at: a version, or a moment; by default now"""
    table = DeltaTable(TABLE)
    if at is not None:
        table.load_as_version(at)
    db.read_parquet(table.file_uris()).create_view("orders", replace=True)
    db.sql(SPEND).write_parquet(str(OUTPUT / f"{name}.parquet"))


def query() -> None:
    spend("query")


def history() -> None:
    pl.DataFrame(orders_delta.history(TABLE)).write_parquet(OUTPUT / "history.parquet")


def read_version() -> None:
    spend("read_version", APPENDED)


def read_time() -> None:
    spend("read_time", delta_operations.appended_at)


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    ready(own_settings(db))
    perform({each.__name__: each for each in [query, history, read_version, read_time]}, LACKS)
