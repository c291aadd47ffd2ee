"""Spend and orders of each customer."""

import duckdb

from tables import OUTPUT, read_orders

orders = read_orders()
duckdb.sql("""
    SELECT customer_id, sum(amount * 100)::BIGINT AS cents, count(*) AS orders
    FROM orders GROUP BY customer_id
""").write_parquet(str(OUTPUT / "spend.parquet"))
