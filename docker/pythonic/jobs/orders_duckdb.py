"""Orders, in CSV or Parquet, for DuckDB."""

from pathlib import Path

from duckdb import DuckDBPyConnection, DuckDBPyRelation

COLUMNS = {
    "order_id": "BIGINT",
    "customer_id": "BIGINT",
    "order_ts": "TIMESTAMPTZ",
    "amount": "DECIMAL(18, 2)",
}


def read_orders(db: DuckDBPyConnection, place: Path) -> DuckDBPyRelation:
    """:param place: a file, or a folder with one"""
    source = place if place.is_file() else next(place.glob("orders.*"))
    if source.suffix == ".csv":
        return db.read_csv(str(source), header=True, columns=COLUMNS)
    return db.read_parquet(str(source))


# Enough to warm up an engine: 9 MB as CSV
FEW = "order_id <= 100200000"


def parsed(db: DuckDBPyConnection, place: Path, to: Path) -> DuckDBPyRelation:
    """The same as Parquet. Reading it costs what is read, and no parsing."""
    read_orders(db, place).write_parquet(str(to))
    return db.read_parquet(str(to))
