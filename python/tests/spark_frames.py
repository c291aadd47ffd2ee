"""Frames of Spark against the same data as a path; prints the message where they differ.

tests/test_spark.py runs it with the Python of docker/spark: Spark starts once.
"""

import sys
from pathlib import Path

from etl_compare import assert_same
from spark_session import local_session

scratch = Path(sys.argv[1])
spark = local_session("assert-same")
spark.conf.set("spark.sql.session.timeZone", "America/New_York")
spark.conf.set("spark.sql.parquet.outputTimestampType", "INT96")
orders = spark.sql(
    "SELECT id, id * 1.5D AS amount, timestamp_seconds(id) AS at FROM range(100)"
).repartition(2)
orders.write.parquet(str(scratch / "orders"))
assert_same(orders, scratch / "orders", key="id")
try:
    assert_same(orders, orders.where("id <> 7"))
except AssertionError as difference:
    sys.stdout.write(str(difference))
