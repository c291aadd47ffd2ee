"""Operations on Parquet files of orders, by DuckDB's SQL: those of ETL_OPERATIONS, in their order.

Each is timed, and leaves a table of its name in the output folder. Orders are parsed before. All
operations are done on a few orders first, as by Spark.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from contract import INPUT, OUTPUT, ready, stage
from duckdb_settings import connect, own_settings
from orders_duckdb import FEW, parsed
from parquet_format import ROW_GROUP_ROWS

FILES = 8
NAMES = os.environ["ETL_OPERATIONS"].split()


class Orders:
    """Files in a folder, of orders that arrived."""

    def __init__(self, arrived: duckdb.DuckDBPyRelation, folder: Path) -> None:
        self.arrived = arrived
        self.folder = folder
        merged = f"'{folder}/merge.parquet'"
        # What each leaves, but for split, which leaves several files. Merge sorts, so that bounds
        # of row groups tell which hold an order; metadata reads the footer alone.
        self.selects = {
            "merge": f"FROM '{folder}/split/*.parquet' ORDER BY order_id",
            "pruned": f"FROM {merged} WHERE order_id < 100002000",
            "metadata": f"""
                SELECT sum(row_group_num_rows)::BIGINT AS rows,
                       min(stats_min_value::BIGINT) AS first, max(stats_max_value::BIGINT) AS last
                FROM parquet_metadata({merged}) WHERE path_in_schema = 'order_id'""",
            "filtered": f"SELECT order_id, amount FROM {merged} WHERE amount > 100",
            "modify": f"""
                SELECT * REPLACE (CASE WHEN customer_id % 7 = 0 THEN amount + 1.00 ELSE amount END
                                  ::DECIMAL(18, 2) AS amount) FROM {merged}""",
        }

    def perform(self, name: str) -> None:
        if name == "split":
            self.split()
        else:
            self.write(db.sql(self.selects[name]), name)

    def split(self) -> None:
        (self.folder / "split").mkdir()
        self.arrived.create_view("arrived", replace=True)
        db.execute("CREATE TEMP TABLE held AS FROM arrived")
        for part in range(FILES):
            self.write(db.sql(f"FROM held WHERE order_id % {FILES} = {part}"), f"split/{part}")
        db.execute("DROP TABLE held")

    def write(self, rows: duckdb.DuckDBPyRelation, file: str) -> None:
        rows.write_parquet(
            str(self.folder / f"{file}.parquet"),
            compression="snappy",
            row_group_size=ROW_GROUP_ROWS,
        )


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    ready({**own_settings(db), "row_group_size": ROW_GROUP_ROWS})

    with stage("parse"):
        arrived = parsed(db, INPUT, Path(scratch, "arrived.parquet"))
    with stage("warm_up"):
        few = Orders(arrived.filter(FEW), Path(scratch))
        for name in NAMES:
            few.perform(name)
    orders = Orders(arrived, OUTPUT)
    for name in NAMES:
        with stage(name):
            orders.perform(name)
