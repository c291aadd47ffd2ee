"""A pipeline as assets of two engines: production's, and a candidate that is compared with it.

The functions of revenue.py are the same for both. An engine is an IO manager.
"""

import os
from functools import partial
from hashlib import sha256
from pathlib import Path

import duckdb
import narwhals as nw
import revenue
from dagster import (
    AssetExecutionContext,
    AssetIn,
    AssetKey,
    AssetsDefinition,
    AssetSelection,
    DailyPartitionsDefinition,
    Definitions,
    RetryPolicy,
    asset,
    build_schedule_from_partitioned_job,
    define_asset_job,
    multiprocess_executor,
)
from evidence import recorded, same_as

from tables import Tables

HERE = Path(__file__).resolve().parent
INBOX = Path(os.environ.get("INBOX", HERE.parent / "own-job/data"))
# Production's engine, and those that are compared with it, which may be none
BASELINE = os.environ.get("BASELINE", "spark")
CANDIDATES = os.environ.get("CANDIDATES", "duckdb").split()
ENGINES = {"spark": Tables(backend="pyspark"), "duckdb": Tables(backend="duckdb")}
KEYS = {"paid_orders": "order_id", "daily_revenue": "shop"}
DAYS = DailyPartitionsDefinition(start_date="2026-11-20")
VERSION = sha256(Path(revenue.__file__).read_bytes()).hexdigest()[:12]


@asset(partitions_def=DAYS, io_manager_key="duckdb")
def orders(context: AssetExecutionContext) -> nw.LazyFrame:
    """The day's orders as they arrived, read once for all engines."""
    columns = {
        "order_id": "BIGINT",
        "shop": "VARCHAR",
        "ordered_at": "TIMESTAMP",
        "status": "VARCHAR",
        "quantity": "INTEGER",
        "unit_price": "DECIMAL(10, 2)",
    }
    file = INBOX / f"dt={context.partition_key}" / "orders.csv"
    return nw.from_native(duckdb.read_csv(str(file), header=True, columns=columns))


def pipeline(engine: str) -> list[AssetsDefinition]:
    on_engine = partial(
        asset,
        key_prefix=engine,
        group_name=engine,
        io_manager_key=engine,
        partitions_def=DAYS,
        code_version=VERSION,
        retry_policy=RetryPolicy(max_retries=1),
        hooks=recorded(VERSION),
    )
    orders_in = AssetIn("orders", input_manager_key=engine)
    return [
        on_engine(ins={"orders": orders_in})(revenue.paid_orders),
        on_engine(ins={"paid_orders": AssetIn([engine, "paid_orders"])})(revenue.daily_revenue),
    ]


revenue_job = define_asset_job("revenue", AssetSelection.all(), partitions_def=DAYS)
parity_job = define_asset_job("parity", AssetSelection.all_asset_checks())

defs = Definitions(
    assets=[orders, *(one for engine in (BASELINE, *CANDIDATES) for one in pipeline(engine))],
    asset_checks=[
        same_as(BASELINE, AssetKey([engine, name]), key)
        for engine in CANDIDATES
        for name, key in KEYS.items()
    ],
    resources=ENGINES,
    jobs=[revenue_job, *([parity_job] if CANDIDATES else [])],
    schedules=[build_schedule_from_partitioned_job(revenue_job, hour_of_day=3)],
    # One step at a time: engines that share the cores would measure each other.
    executor=multiprocess_executor.configured({"max_concurrent": 1}),
)
