"""Spend, orders, last order and tier of each customer, in one SQL statement."""

import os
from decimal import Decimal
from tempfile import TemporaryDirectory

import duckdb
from contract import CPUS, INPUT, MEMORY, OUTPUT, ready, stage
from duckdb_settings import own_settings
from parquet_format import ROW_GROUP_ROWS

COLUMNS = {
    "order_id": "BIGINT",
    "customer_id": "BIGINT",
    "order_ts": "TIMESTAMPTZ",
    "amount": "DECIMAL(18, 2)",
}
# Decimals as SQL literals, since a threshold that became a DOUBLE would flip tiers.
TIERS = f"""
    SELECT customer_id,
           sum(amount)::DECIMAL(38, 2) AS spend,
           count(*) AS orders,
           max(order_ts) AS last_order,
           CASE WHEN spend >= {Decimal(os.environ["TIER_GOLD"]):f} THEN 'gold'
                WHEN spend >= {Decimal(os.environ["TIER_SILVER"]):f} THEN 'silver'
                ELSE 'bronze' END AS tier
    FROM orders GROUP BY customer_id
"""

with TemporaryDirectory() as scratch:
    db = duckdb.connect(
        config={
            "threads": CPUS,
            "memory_limit": f"{MEMORY * 6 // 10}B",  # buffers that it doesn't count come on top
            "temp_directory": scratch,
            "preserve_insertion_order": False,
        }
    )
    ready({**own_settings(db), "row_group_size": ROW_GROUP_ROWS})

    source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
    if source.suffix == ".csv":
        orders = db.read_csv(str(source), header=True, columns=COLUMNS)
    else:
        orders = db.read_parquet(str(source))

    with stage("tiers"):
        db.sql(TIERS).write_parquet(
            str(OUTPUT / "customer_tiers.parquet"),
            compression="snappy",
            row_group_size=ROW_GROUP_ROWS,
        )
