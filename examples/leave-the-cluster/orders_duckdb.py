"""The same as orders.py, ported to DuckDB."""

import sys
from pathlib import Path

import duckdb

source, target = sys.argv[1:]

Path(target).mkdir(parents=True, exist_ok=True)
duckdb.sql(f"""
    COPY (
        SELECT
            customer_id,
            count(*) AS orders,
            sum(amount)::DECIMAL(38, 2) AS spend,
            max(order_id) AS last_order
        FROM read_csv(
            '{source}/*.csv',
            columns = {{ order_id: BIGINT, customer_id: BIGINT, amount: 'DECIMAL(18, 2)' }}
        )
        GROUP BY customer_id
    ) TO '{target}/spend.parquet'
""")
