"""Operations on a Delta table of orders: those of ETL_OPERATIONS, in order. delta-rs changes it.

After each, its seconds and the version of the table are reported. What reads leaves its result in
the output folder. Orders are parsed before.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import orders_delta
import polars as pl
from contract import INPUT, OUTPUT, stage
from deltalake import DeltaTable
from operations import timed, warm_up
from orders_polars import FEW, parsed
from polars import col
from reports import report

APPENDED = 1

digit = col("order_id") % 10


class Orders:
    """A table in a folder, of orders that arrived as Parquet. What reads it differs by engine."""

    def __init__(self, arrived: Path, folder: Path) -> None:
        self.arrived = pl.scan_parquet(arrived)
        self.folder = folder
        self.table = str(folder / "orders")
        # Past versions are compared after the trial, and vacuum removes their files.
        self.vacuumed = folder / "vacuumed"
        self.appended_at = datetime.now(UTC)

    def create(self) -> None:
        orders_delta.write(self.table, self.arrived.filter(digit < 6), "error")

    def append(self) -> None:
        orders_delta.write(self.table, self.arrived.filter(digit.is_in([6, 7])), "append")
        self.appended_at = datetime.now(UTC)

    def query(self) -> None:
        self.spend("query")

    def update(self) -> None:
        orders_delta.update(self.table, "amount + 1.00", where="customer_id % 7 = 0")

    def delete(self) -> None:
        orders_delta.delete(self.table, where="order_id % 11 = 0")

    def upsert(self) -> None:
        """Late orders, and earlier ones that were corrected, of which some were deleted."""
        late = self.arrived.filter(digit >= 8)
        lower = (col("amount") - pl.lit("0.50").cast(pl.Decimal(18, 2))).cast(pl.Decimal(18, 2))
        corrected = self.arrived.filter(digit == 0).with_columns(amount=lower)
        orders_delta.upsert(self.table, pl.concat([late, corrected]))

    def history(self) -> None:
        rows = pl.DataFrame(orders_delta.history(self.table))
        rows.write_parquet(self.folder / "history.parquet")

    def read_version(self) -> None:
        self.spend("read_version", APPENDED)

    def read_time(self) -> None:
        self.spend("read_time", self.appended_at)

    def restore(self) -> None:
        orders_delta.restore(self.table, APPENDED)

    def optimize(self) -> None:
        orders_delta.optimize(self.table)

    def before_vacuum(self) -> None:
        copy(Path(self.table), self.vacuumed)

    def vacuum(self) -> None:
        # Nobody else uses the table, so what is minutes old may go.
        DeltaTable(self.vacuumed).vacuum(
            retention_hours=0, dry_run=False, enforce_retention_duration=False
        )

    def spend(self, name: str, at: int | datetime | None = None) -> None:
        """:param at: a version, or a moment; by default now"""
        raise NotImplementedError


def copy(of: Path, to: Path) -> None:
    """Data files never change: a second name is enough."""
    shutil.copytree(of, to, copy_function=os.link, ignore=shutil.ignore_patterns("_delta_log"))
    shutil.copytree(of / "_delta_log", to / "_delta_log")


def perform(engine: Callable[[Path, Path], Orders], lacks: Mapping[str, str] | None = None) -> None:
    """:param lacks: why the engine does not do these itself: they are done, and not timed"""
    with TemporaryDirectory() as scratch:
        with stage("parse"):
            arrived, few = Path(scratch, "arrived.parquet"), Path(scratch, "few.parquet")
            parsed(INPUT, arrived).filter(FEW).sink_parquet(few)
        warm_up(engine(few, Path(scratch)))
        orders = engine(arrived, OUTPUT)
        for name, seconds in timed(orders):
            version = orders_delta.version_of(orders.table)
            if lack := (lacks or {}).get(name):
                report(stage=name, unsupported=lack, version=version)
            else:
                report(stage=name, seconds=seconds, version=version)
