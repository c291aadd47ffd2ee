"""Operations on Parquet files of orders, by Polars: those of ETL_OPERATIONS, in their order.

Each is timed, and leaves a table of its name in the output folder.
"""

import os
from collections.abc import Callable

import polars as pl
from contract import INPUT, OUTPUT, ready, stage
from orders_polars import scan_orders
from parquet_format import ROW_GROUP_ROWS
from polars import col, lit, when
from polars_settings import own_settings
from pyarrow import parquet

FILES = 8
SPLIT = OUTPUT / "split"

ready({**own_settings(), "row_group_size": ROW_GROUP_ROWS})

arrived = scan_orders(INPUT)


def write(name: str, rows: pl.LazyFrame) -> None:
    rows.sink_parquet(
        OUTPUT / f"{name}.parquet", compression="snappy", row_group_size=ROW_GROUP_ROWS
    )


def merged() -> pl.LazyFrame:
    return pl.scan_parquet(OUTPUT / "merge.parquet")


def split() -> None:
    SPLIT.mkdir()
    rows = arrived.collect(engine="streaming")
    for part in range(FILES):
        rows.filter(col("order_id") % FILES == part).write_parquet(
            SPLIT / f"{part}.parquet", compression="snappy"
        )


def merge() -> None:
    """Sorted, so that bounds of its row groups tell which hold an order."""
    write("merge", pl.scan_parquet(SPLIT).sort("order_id"))


def pruned() -> None:
    write("pruned", merged().filter(col("order_id") < 100_002_000))


def metadata() -> None:
    """From the footer alone, which Polars reads by pyarrow."""
    footer = parquet.read_metadata(OUTPUT / "merge.parquet")
    groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
    bounds = [group.column(0).statistics for group in groups]
    found = {
        "rows": footer.num_rows,
        "first": min(each.min for each in bounds),
        "last": max(each.max for each in bounds),
    }
    write("metadata", pl.LazyFrame([found]))


def filtered() -> None:
    write("filtered", merged().filter(col("amount") > 100).select("order_id", "amount"))


def modify() -> None:
    raised = (col("amount") + lit("1.00").cast(pl.Decimal(18, 2))).cast(pl.Decimal(18, 2))
    amount = when(col("customer_id") % 7 == 0).then(raised).otherwise(col("amount"))
    write("modify", merged().with_columns(amount=amount))


OPERATIONS: list[Callable[[], None]] = [split, merge, pruned, metadata, filtered, modify]
known = {operation.__name__: operation for operation in OPERATIONS}
for name in os.environ["ETL_OPERATIONS"].split():
    with stage(name):
        known[name]()
