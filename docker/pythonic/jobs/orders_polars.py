"""Orders, in CSV or Parquet, for Polars."""

from pathlib import Path

import polars as pl
from polars import col
from polars.datatypes import DataType, DataTypeClass

COLUMNS: dict[str, DataTypeClass | DataType] = {
    "order_id": pl.Int64,
    "customer_id": pl.Int64,
    "order_ts": pl.String,
    "amount": pl.Decimal(18, 2),
}


def scan_orders(place: Path) -> pl.LazyFrame:
    """:param place: a file, or a folder with one"""
    source = place if place.is_file() else next(place.glob("orders.*"))
    if source.suffix == ".csv":
        time = col("order_ts").str.to_datetime(
            "%Y-%m-%dT%H:%M:%SZ", time_unit="us", time_zone="UTC"
        )
        return pl.scan_csv(source, schema=COLUMNS).with_columns(time)
    return pl.scan_parquet(source)


# Enough to warm up an engine: 9 MB as CSV
FEW = col("order_id") <= 100_200_000


def parsed(place: Path, to: Path) -> pl.LazyFrame:
    """The same as Parquet. Reading it costs what is read, and no parsing."""
    scan_orders(place).sink_parquet(to, compression="snappy")
    return pl.scan_parquet(to)
