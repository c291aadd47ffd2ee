"""What is done with a Delta table of orders, by Polars and delta-rs. `table` is its path."""

from typing import Literal

import polars as pl
from deltalake import DeltaTable
from polars import col


def write(table: str, rows: pl.LazyFrame, mode: Literal["error", "append"]) -> None:
    rows.collect(engine="streaming").write_delta(table, mode=mode)


def spend(orders: pl.LazyFrame) -> pl.LazyFrame:
    return (
        orders.filter(col("amount") > 0)
        .group_by("customer_id")
        .agg(orders=pl.len().cast(pl.Int64), spend=col("amount").sum().cast(pl.Decimal(38, 2)))
    )


def update(table: str, amount: str, where: str) -> None:
    DeltaTable(table).update(updates={"amount": amount}, predicate=where)


def delete(table: str, where: str) -> None:
    DeltaTable(table).delete(where)


def upsert(table: str, rows: pl.LazyFrame) -> None:
    (
        DeltaTable(table)
        .merge(
            rows.collect(engine="streaming"),
            predicate="old.order_id = new.order_id",
            source_alias="new",
            target_alias="old",
        )
        .when_matched_update_all()
        .when_not_matched_insert_all()
        .execute()
    )


def history(table: str) -> list[dict[str, int | str]]:
    return [
        {"version": commit["version"], "operation": commit["operation"]}
        for commit in DeltaTable(table).history()
    ]


def restore(table: str, version: int) -> None:
    DeltaTable(table).restore(version)


# Bytes of a file, as Spark's OPTIMIZE aims at; delta-rs would leave files of 100 MB as they are.
OPTIMIZED_FILE = 2**30


def optimize(table: str) -> None:
    DeltaTable(table).optimize.compact(target_size=OPTIMIZED_FILE)


def version_of(table: str) -> int:
    return DeltaTable(table).version()
