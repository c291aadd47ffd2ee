"""Operations on a Delta table of orders, by Polars and delta-rs."""

import delta_operations
import orders_delta
import polars as pl
from contract import OUTPUT, ready
from delta_operations import APPENDED, TABLE, perform
from orders_delta import spend
from polars_settings import own_settings


def result(name: str, rows: pl.LazyFrame) -> None:
    rows.sink_parquet(OUTPUT / f"{name}.parquet")


def query() -> None:
    result("query", spend(pl.scan_delta(TABLE)))


def history() -> None:
    result("history", pl.LazyFrame(orders_delta.history(TABLE)))


def read_version() -> None:
    result("read_version", spend(pl.scan_delta(TABLE, version=APPENDED)))


def read_time() -> None:
    result("read_time", spend(pl.scan_delta(TABLE, version=delta_operations.appended_at)))


ready(own_settings())
perform({each.__name__: each for each in [query, history, read_version, read_time]})
