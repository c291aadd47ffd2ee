"""Spend, orders, last order and tier of each customer, with DataFusion's SQL."""

import os
from decimal import Decimal

import pyarrow as pa
from contract import CPUS, INPUT, MEMORY, OUTPUT, stage
from datafusion import RuntimeEnvBuilder, SessionConfig, SessionContext

COLUMNS = pa.schema(
    {
        "order_id": pa.int64(),
        "customer_id": pa.int64(),
        "order_ts": pa.timestamp("us", tz="UTC"),
        "amount": pa.decimal128(18, 2),
    }
)


def threshold(name: str) -> str:
    """As text: DataFusion takes 5000.00 for a double."""
    return f"'{Decimal(os.environ[name]):f}'::DECIMAL(38, 3)"


TIERS = f"""
    SELECT customer_id, spend, orders, last_order,
           CASE WHEN spend >= {threshold("TIER_GOLD")} THEN 'gold'
                WHEN spend >= {threshold("TIER_SILVER")} THEN 'silver'
                ELSE 'bronze' END AS tier
    FROM (SELECT customer_id, sum(amount)::DECIMAL(38, 2) AS spend,
                 count(*) AS orders, max(order_ts) AS last_order
          FROM orders GROUP BY customer_id)
"""

config = SessionConfig().with_target_partitions(CPUS)
runtime = RuntimeEnvBuilder().with_fair_spill_pool(MEMORY * 6 // 10).with_disk_manager_os()
ctx = SessionContext(config, runtime)
source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
if source.suffix == ".csv":
    ctx.register_csv("orders", source, schema=COLUMNS, has_header=True)
else:
    ctx.register_parquet("orders", source)

with stage("tiers"):
    ctx.sql(TIERS).write_parquet(OUTPUT / "customer_tiers", compression="snappy")
