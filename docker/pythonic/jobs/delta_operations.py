"""Operations on a Delta table of orders: those of ETL_OPERATIONS, in order. delta-rs changes it.

After each, its seconds and the version of the table are reported. What reads leaves its result in
the output folder.
"""

import os
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import orders_delta
import polars as pl
from contract import INPUT, OUTPUT
from deltalake import DeltaTable
from orders_polars import scan_orders
from polars import col
from reports import report

TABLE = str(OUTPUT / "orders")
# Past versions are compared after the trial, and vacuum removes their files: it gets a copy.
VACUUMED = OUTPUT / "vacuumed"
APPENDED = 1

arrived = scan_orders(INPUT)
digit = col("order_id") % 10
appended_at = datetime.now(UTC)


def create() -> None:
    orders_delta.write(TABLE, arrived.filter(digit < 6), "error")


def append() -> None:
    global appended_at
    orders_delta.write(TABLE, arrived.filter(digit.is_in([6, 7])), "append")
    appended_at = datetime.now(UTC)


def update() -> None:
    orders_delta.update(TABLE, "amount + 1.00", where="customer_id % 7 = 0")


def delete() -> None:
    orders_delta.delete(TABLE, where="order_id % 11 = 0")


def upsert() -> None:
    """Late orders, and earlier ones that were corrected; some of these were deleted meanwhile."""
    late = arrived.filter(digit >= 8)
    lower = (col("amount") - pl.lit("0.50").cast(pl.Decimal(18, 2))).cast(pl.Decimal(18, 2))
    corrected = arrived.filter(digit == 0).with_columns(amount=lower)
    orders_delta.upsert(TABLE, pl.concat([late, corrected]))


def restore() -> None:
    orders_delta.restore(TABLE, APPENDED)


def optimize() -> None:
    orders_delta.optimize(TABLE)


def vacuum() -> None:
    # Nobody else uses the table, so what is minutes old may go.
    DeltaTable(VACUUMED).vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)


def copy(of: Path, to: Path) -> None:
    """Data files never change: a second name is enough."""
    shutil.copytree(of, to, copy_function=os.link, ignore=shutil.ignore_patterns("_delta_log"))
    shutil.copytree(of / "_delta_log", to / "_delta_log")


CHANGES: list[Callable[[], None]] = [
    create,
    append,
    update,
    delete,
    upsert,
    restore,
    optimize,
    vacuum,
]


def perform(reads: dict[str, Callable[[], None]], lacks: Mapping[str, str] | None = None) -> None:
    """:param lacks: why the engine does not do these itself: they are done, and not timed"""
    known = {change.__name__: change for change in CHANGES} | reads
    for name in os.environ["ETL_OPERATIONS"].split():
        if name == "vacuum":
            copy(Path(TABLE), VACUUMED)
        start = time.perf_counter()
        known[name]()
        seconds = time.perf_counter() - start
        version = orders_delta.version_of(TABLE)
        if lack := (lacks or {}).get(name):
            report(stage=name, unsupported=lack, version=version)
        else:
            report(stage=name, seconds=round(seconds, 6), version=version)
