"""Spend, orders, last order and tier of each customer, with ClickHouse's SQL in this process."""

import os
from decimal import Decimal

import chdb
from contract import CPUS, INPUT, MEMORY, OUTPUT, stage

COLUMNS = "order_id Int64, customer_id Int64, order_ts DateTime64(6, 'UTC'), amount Decimal(18, 2)"
source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
kind = "CSVWithNames" if source.suffix == ".csv" else "Parquet"


def threshold(name: str) -> str:
    return f"toDecimal128('{Decimal(os.environ[name]):f}', 3)"


TIERS = f"""
    INSERT INTO FUNCTION file('{OUTPUT / "customer_tiers.parquet"}', Parquet)
    SELECT customer_id, sum(amount) AS spend,
           toInt64(count()) AS orders, max(order_ts) AS last_order,
           multiIf(spend >= {threshold("TIER_GOLD")}, 'gold',
                   spend >= {threshold("TIER_SILVER")}, 'silver', 'bronze') AS tier
    FROM file('{source}', {kind}, '{COLUMNS.replace("'", "''")}')
    GROUP BY customer_id
    SETTINGS max_threads = {CPUS}, max_memory_usage = {MEMORY * 6 // 10}
"""

with stage("tiers"):
    chdb.query(TIERS)
