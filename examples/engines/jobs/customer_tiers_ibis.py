"""Spend, orders, last order and tier of each customer, as an expression of Ibis on DuckDB."""

import os
from decimal import Decimal

import ibis
from contract import CPUS, INPUT, MEMORY, OUTPUT, stage
from ibis import _

GOLD = ibis.literal(Decimal(os.environ["TIER_GOLD"]), "decimal(38, 3)")
SILVER = ibis.literal(Decimal(os.environ["TIER_SILVER"]), "decimal(38, 3)")
# In DuckDB's words, which Ibis hands on
COLUMNS = {
    "order_id": "BIGINT",
    "customer_id": "BIGINT",
    "order_ts": "TIMESTAMPTZ",
    "amount": "DECIMAL(18, 2)",
}

con = ibis.duckdb.connect(threads=CPUS, memory_limit=f"{MEMORY * 6 // 10}B")
source = INPUT if INPUT.is_file() else next(INPUT.glob("orders.*"))
if source.suffix == ".csv":
    orders = con.read_csv(source, header=True, columns=COLUMNS)
else:
    orders = con.read_parquet(source)

tiers = orders.group_by("customer_id").agg(
    spend=_.amount.sum().cast("decimal(38, 2)"),
    orders=_.count(),
    last_order=_.order_ts.max(),
)
tier = ibis.cases((_.spend >= GOLD, "gold"), (_.spend >= SILVER, "silver"), else_="bronze")

with stage("tiers"):
    con.to_parquet(tiers.mutate(tier=tier), OUTPUT / "customer_tiers.parquet")
