"""Operations on Parquet files of orders, by DuckDB's SQL: those of ETL_OPERATIONS, in their order.

Each is timed, and leaves a table of its name in the output folder. Orders are parsed before.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from contract import INPUT, OUTPUT, ready, stage
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from duckdb_settings import connect, own_settings
from operations import timed, warm_up
from orders_duckdb import FEW, parsed
from parquet_format import ROW_GROUP_ROWS
from reports import report

FILES = 8


class Orders:
    """Files in a folder, of orders that arrived."""

    def __init__(self, db: DuckDBPyConnection, arrived: DuckDBPyRelation, folder: Path) -> None:
        self.db = db
        self.arrived = arrived
        self.folder = folder
        self.merged = f"'{folder}/merge.parquet'"

    def write(self, name: str, query: str) -> None:
        self.db.sql(query).write_parquet(
            str(self.folder / f"{name}.parquet"),
            compression="snappy",
            row_group_size=ROW_GROUP_ROWS,
        )

    def split(self) -> None:
        (self.folder / "split").mkdir()
        self.arrived.create_view("arrived", replace=True)
        self.db.execute("CREATE TEMP TABLE held AS FROM arrived")
        for part in range(FILES):
            self.write(f"split/{part}", f"FROM held WHERE order_id % {FILES} = {part}")
        self.db.execute("DROP TABLE held")

    def merge(self) -> None:
        """Sorted, so that bounds of its row groups tell which hold an order."""
        self.write("merge", f"FROM '{self.folder}/split/*.parquet' ORDER BY order_id")

    def pruned(self) -> None:
        self.write("pruned", f"FROM {self.merged} WHERE order_id < 100002000")

    def metadata(self) -> None:
        """From the footer alone."""
        self.write(
            "metadata",
            f"""
            SELECT sum(row_group_num_rows)::BIGINT AS rows, min(stats_min_value::BIGINT) AS first,
                   max(stats_max_value::BIGINT) AS last
            FROM parquet_metadata({self.merged}) WHERE path_in_schema = 'order_id'
            """,
        )

    def filtered(self) -> None:
        self.write("filtered", f"SELECT order_id, amount FROM {self.merged} WHERE amount > 100")

    def modify(self) -> None:
        self.write(
            "modify",
            f"""
            SELECT * REPLACE (CASE WHEN customer_id % 7 = 0 THEN amount + 1.00 ELSE amount END
                              ::DECIMAL(18, 2) AS amount) FROM {self.merged}
            """,
        )


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    ready({**own_settings(db), "row_group_size": ROW_GROUP_ROWS})

    with stage("parse"):
        arrived = parsed(db, INPUT, Path(scratch, "arrived.parquet"))
    warm_up(Orders(db, arrived.filter(FEW), Path(scratch)))
    for name, seconds in timed(Orders(db, arrived, OUTPUT)):
        report(stage=name, seconds=seconds)
