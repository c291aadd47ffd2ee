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
