"""Reading a Delta table of orders, by DuckDB: the files of a version, which delta-rs tells.

DuckDB's own `delta` extension is not used: it is in no package, so no lock file could pin it.
"""

from datetime import datetime
from tempfile import TemporaryDirectory

from contract import ready
from delta_operations import OPERATIONS, Orders, perform_all
from deltalake import DeltaTable
from duckdb_settings import connect, own_settings

READS = ("query", "read_version", "read_time")
SPEND = """
    SELECT customer_id, count(*) AS orders, sum(amount)::DECIMAL(38, 2) AS spend
    FROM orders WHERE amount > 0 GROUP BY customer_id
"""
LACKS = {
    operation.__name__: "DuckDB does not change Delta tables; delta-rs did"
    for operation in OPERATIONS
    if operation.__name__ not in READS
} | {"history": "DuckDB does not read the log of Delta tables; delta-rs did"}


class DuckOrders(Orders):
    def spend(self, name: str, at: int | datetime | None = None) -> None:
        table = DeltaTable(self.table)
        if at is not None:
            table.load_as_version(at)
        db.read_parquet(table.file_uris()).create_view("orders", replace=True)
        db.sql(SPEND).write_parquet(str(self.folder / f"{name}.parquet"))


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    ready(own_settings(db))
    perform_all(DuckOrders, LACKS)
