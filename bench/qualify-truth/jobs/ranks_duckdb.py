"""The three customers with the largest spend in each shop."""

import duckdb

from tables import OUTPUT, read_orders

orders = read_orders()
duckdb.sql("""
    SELECT 'shop-' || customer_id % 100 AS shop, customer_id, spend,
        row_number() OVER (PARTITION BY shop ORDER BY spend DESC, customer_id)::INTEGER AS place
    FROM (
        SELECT customer_id, sum(amount)::DECIMAL(38, 2) AS spend FROM orders GROUP BY customer_id
    )
    QUALIFY place <= 3
""").write_parquet(str(OUTPUT / "ranks.parquet"))
