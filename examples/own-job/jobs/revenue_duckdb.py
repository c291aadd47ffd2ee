"""Revenue of each shop on one day, in one SQL statement."""

import argparse

import duckdb

parser = argparse.ArgumentParser()
parser.add_argument("--orders", required=True, help="orders.csv")
parser.add_argument("--to", required=True, help="Parquet file to write")
parser.add_argument("--date", required=True, help="YYYY-MM-DD")
args = parser.parse_args()

db = duckdb.connect()
orders = db.read_csv(
    args.orders,
    header=True,
    dtype={
        "order_id": "BIGINT",
        "shop": "VARCHAR",
        "ordered_at": "TIMESTAMP",
        "status": "VARCHAR",
        "quantity": "INTEGER",
        "unit_price": "DECIMAL(10, 2)",
    },
    hive_partitioning=False,
)

db.sql(
    """
    SELECT
        shop,
        $date::DATE AS day,
        count(*) AS orders,
        sum(quantity * sign)::BIGINT AS items,
        sum(quantity * unit_price * sign)::DECIMAL(18, 2) AS revenue,
        max(quantity * unit_price)::DECIMAL(18, 2) AS largest_order
    FROM (SELECT *, CASE WHEN status = 'refunded' THEN -1 ELSE 1 END AS sign FROM orders)
    WHERE status IN ('paid', 'refunded') AND ordered_at::DATE = $date::DATE
    GROUP BY shop
    """,
    params={"date": args.date},
).write_parquet(args.to)
