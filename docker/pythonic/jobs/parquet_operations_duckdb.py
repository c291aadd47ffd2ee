"""Operations on Parquet files of orders, by DuckDB's SQL: those of ETL_OPERATIONS, in their order.

Each is timed, and leaves a table of its name in the output folder.
"""

import os
from tempfile import TemporaryDirectory

import duckdb
from contract import INPUT, OUTPUT, ready, stage
from duckdb_settings import connect, own_settings
from orders_duckdb import read_orders
from parquet_format import ROW_GROUP_ROWS

FILES = 8
SPLIT = OUTPUT / "split"
MERGED = f"'{OUTPUT}/merge.parquet'"
# What each leaves, but for split, which leaves several files. Merge sorts, so that bounds of row
# groups tell which hold an order; metadata reads the footer alone.
SELECTS = {
    "merge": f"FROM '{SPLIT}/*.parquet' ORDER BY order_id",
    "pruned": f"FROM {MERGED} WHERE order_id < 100002000",
    "metadata": f"""
        SELECT sum(row_group_num_rows)::BIGINT AS rows, min(stats_min_value::BIGINT) AS first,
               max(stats_max_value::BIGINT) AS last
        FROM parquet_metadata({MERGED}) WHERE path_in_schema = 'order_id'""",
    "filtered": f"SELECT order_id, amount FROM {MERGED} WHERE amount > 100",
    "modify": f"""
        SELECT * REPLACE (CASE WHEN customer_id % 7 = 0 THEN amount + 1.00 ELSE amount END
                          ::DECIMAL(18, 2) AS amount) FROM {MERGED}""",
}


def write(rows: duckdb.DuckDBPyRelation, file: str) -> None:
    rows.write_parquet(
        str(OUTPUT / f"{file}.parquet"), compression="snappy", row_group_size=ROW_GROUP_ROWS
    )


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    ready({**own_settings(db), "row_group_size": ROW_GROUP_ROWS})

    arrived = read_orders(db, INPUT)

    for name in os.environ["ETL_OPERATIONS"].split():
        with stage(name):
            if name == "split":
                SPLIT.mkdir()
                db.execute("CREATE TEMP TABLE arrived AS FROM arrived")
                for part in range(FILES):
                    rows = db.sql(f"FROM temp.arrived WHERE order_id % {FILES} = {part}")
                    write(rows, f"split/{part}")
            else:
                write(db.sql(SELECTS[name]), name)
