"""Operations on a Delta table of orders, by DuckDB: its extension `delta` appends.

It reads the files of a version, which delta-rs lists: the extension's own scan takes twice as long.
"""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from contract import ready
from delta_operations import Orders, perform
from deltalake import DeltaTable
from duckdb import DuckDBPyConnection
from duckdb_extension import extension
from duckdb_settings import connect, own_settings

SPEND = """
    SELECT customer_id, count(*) AS orders, sum(amount)::DECIMAL(38, 2) AS spend
    FROM orders WHERE amount > 0 GROUP BY customer_id
"""
CHANGES = ("create", "update", "delete", "upsert", "restore", "optimize", "vacuum")
LACKS = dict.fromkeys(CHANGES, "DuckDB only reads Delta tables and appends; delta-rs did this") | {
    "history": "DuckDB does not read the log of Delta tables; delta-rs did"
}


class DuckOrders(Orders):
    def __init__(self, db: DuckDBPyConnection, arrived: Path, folder: Path) -> None:
        super().__init__(arrived, folder)
        self.db = db
        self.file = str(arrived)

    def append(self) -> None:
        place = self.table.replace("'", "''")
        self.db.execute(f"ATTACH '{place}' AS appended (TYPE delta)")
        rows = self.db.read_parquet(self.file).filter("order_id % 10 IN (6, 7)")
        rows.insert_into("appended")
        self.db.execute("DETACH appended")
        self.appended_at = datetime.now(UTC)

    def spend(self, name: str, at: int | datetime | None = None) -> None:
        table = DeltaTable(self.table)
        if at is not None:
            table.load_as_version(at)
        self.db.read_parquet(table.file_uris()).create_view("orders", replace=True)
        self.db.sql(SPEND).write_parquet(str(self.folder / f"{name}.parquet"))


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    db.load_extension(extension("delta"))
    ready(own_settings(db))
    perform(partial(DuckOrders, db), LACKS)
