"""Spend, orders, last order and tier of each customer, in one SQL statement."""

import os
from decimal import Decimal
from tempfile import TemporaryDirectory

from contract import INPUT, OUTPUT, ready, stage
from duckdb_settings import connect, own_settings
from orders_duckdb import read_orders
from parquet_format import ROW_GROUP_ROWS

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
    db = connect(scratch, preserve_insertion_order=False)
    ready({**own_settings(db), "row_group_size": ROW_GROUP_ROWS})

    orders = read_orders(db, INPUT)

    with stage("tiers"):
        db.sql(TIERS).write_parquet(
            str(OUTPUT / "customer_tiers.parquet"),
            compression="snappy",
            row_group_size=ROW_GROUP_ROWS,
        )
