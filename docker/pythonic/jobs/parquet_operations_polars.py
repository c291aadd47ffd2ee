"""Operations on Parquet files of orders, by Polars: those of ETL_OPERATIONS, in their order.

Each is timed, and leaves a table of its name in the output folder. Orders are parsed before.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from contract import INPUT, OUTPUT, ready, stage
from operations import timed, warm_up
from orders_polars import FEW, parsed
from parquet_format import ROW_GROUP_ROWS
from polars import col, lit, when
from polars_settings import own_settings
from pyarrow import parquet
from reports import report

FILES = 8

ready({**own_settings(), "row_group_size": ROW_GROUP_ROWS})


class Orders:
    """Files in a folder, of orders that arrived."""

    def __init__(self, arrived: pl.LazyFrame, folder: Path) -> None:
        self.arrived = arrived
        self.folder = folder
        self.merged = folder / "merge.parquet"

    def write(self, name: str, rows: pl.LazyFrame) -> None:
        rows.sink_parquet(
            self.folder / f"{name}.parquet", compression="snappy", row_group_size=ROW_GROUP_ROWS
        )

    def split(self) -> None:
        (self.folder / "split").mkdir()
        rows = self.arrived.collect(engine="streaming")
        for part in range(FILES):
            rows.filter(col("order_id") % FILES == part).write_parquet(
                self.folder / f"split/{part}.parquet",
                compression="snappy",
                row_group_size=ROW_GROUP_ROWS,
            )

    def merge(self) -> None:
        """Sorted, so that bounds of its row groups tell which hold an order."""
        self.write("merge", pl.scan_parquet(self.folder / "split").sort("order_id"))

    def pruned(self) -> None:
        self.write("pruned", pl.scan_parquet(self.merged).filter(col("order_id") < 100_002_000))

    def metadata(self) -> None:
        """From the footer alone, which Polars reads by pyarrow."""
        footer = parquet.read_metadata(self.merged)
        groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
        bounds = [group.column(0).statistics for group in groups]
        found = {
            "rows": footer.num_rows,
            "first": min(each.min for each in bounds),
            "last": max(each.max for each in bounds),
        }
        self.write("metadata", pl.LazyFrame([found]))

    def filtered(self) -> None:
        rows = pl.scan_parquet(self.merged).filter(col("amount") > 100)
        self.write("filtered", rows.select("order_id", "amount"))

    def modify(self) -> None:
        raised = (col("amount") + lit("1.00").cast(pl.Decimal(18, 2))).cast(pl.Decimal(18, 2))
        amount = when(col("customer_id") % 7 == 0).then(raised).otherwise(col("amount"))
        self.write("modify", pl.scan_parquet(self.merged).with_columns(amount=amount))


with TemporaryDirectory() as scratch:
    with stage("parse"):
        arrived = parsed(INPUT, Path(scratch, "arrived.parquet"))
    warm_up(Orders(arrived.filter(FEW), Path(scratch)))
    for name, seconds in timed(Orders(arrived, OUTPUT)):
        report(stage=name, seconds=seconds)
