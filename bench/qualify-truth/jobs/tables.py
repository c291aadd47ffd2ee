"""The orders, as Polars and DuckDB read them, and where a table goes."""

import os
from pathlib import Path

import duckdb
import polars as pl

INPUT = f"{os.environ['ETL_INPUT']}/*.csv"
OUTPUT = Path(os.environ["ETL_OUTPUT"])


def scan_orders() -> pl.LazyFrame:
    amount = pl.col("amount").cast(pl.Decimal(18, 2))
    return pl.scan_csv(INPUT, schema_overrides={"amount": pl.String}).with_columns(amount)


def read_orders() -> duckdb.DuckDBPyRelation:
    return duckdb.read_csv(INPUT, header=True, dtype={"amount": "DECIMAL(18, 2)"})
