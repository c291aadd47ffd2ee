"""The catalog `lake` as PyIceberg opens it, and the tables that the pipeline writes."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.table import Table

LAKE = Path(__file__).resolve().parents[1] / "lake"
NAMESPACE = os.environ["ETL_NAMESPACE"]
STAGED = Path(os.environ["ETL_OUTPUT"]) / "staged" / "employees"

catalog = SqlCatalog(
    "lake", uri=f"sqlite:///{LAKE}/catalog.db", warehouse=f"file://{LAKE}/warehouse"
)


def load_table(name: str) -> Table:
    return catalog.load_table(f"{NAMESPACE}.{name}")


def publish_employees() -> None:
    """Loads what was staged. Loaded again, it changes nothing."""
    staged = pq.read_table(STAGED)
    table = catalog.create_table_if_not_exists(f"{NAMESPACE}.employees", staged.schema)
    table.upsert(staged, join_cols=["employee_id"])


def replace(name: str, rows: pa.Table) -> None:
    """Replaces all rows of a table."""
    catalog.create_table_if_not_exists(f"{NAMESPACE}.{name}", rows.schema).overwrite(rows)
