"""Reading a Delta table of orders, by DuckDB: the files of a version, which delta-rs tells.

DuckDB's own `delta` extension is not used. It appends, too, but has no UPDATE, DELETE or MERGE.
"""

from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from contract import ready
from delta_operations import Orders, perform
from deltalake import DeltaTable
from duckdb import DuckDBPyConnection
from duckdb_settings import connect, own_settings

SPEND = """
    SELECT customer_id, count(*) AS orders, sum(amount)::DECIMAL(38, 2) AS spend
    FROM orders WHERE amount > 0 GROUP BY customer_id
"""
CHANGES = ("create", "append", "update", "delete", "upsert", "restore", "optimize", "vacuum")
LACKS = dict.fromkeys(CHANGES, "DuckDB only reads the table in this job; delta-rs changed it") | {
    "history": "DuckDB does not read the log of Delta tables; delta-rs did"
}


class DuckOrders(Orders):
    def __init__(self, db: DuckDBPyConnection, arrived: pl.LazyFrame, folder: Path) -> None:
        super().__init__(arrived, folder)
        self.db = db

    def spend(self, name: str, at: int | datetime | None = None) -> None:
        table = DeltaTable(self.table)
        if at is not None:
            table.load_as_version(at)
        self.db.read_parquet(table.file_uris()).create_view("orders", replace=True)
        self.db.sql(SPEND).write_parquet(str(self.folder / f"{name}.parquet"))


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    ready(own_settings(db))
    perform(partial(DuckOrders, db), LACKS)
