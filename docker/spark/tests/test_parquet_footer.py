"""How Spark finds the bounds of orders."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

import parquet_footer
from spark_session import local_session


def test_bounds_come_from_footers_and_not_from_rows(tmp_path: Path) -> None:
    second_api = {"spark.sql.sources.useV1SourceList": ""}
    spark = local_session("test_parquet_footer", parquet_footer.SETTINGS | second_api)
    try:
        place = str(tmp_path / "orders")
        spark.range(10).selectExpr("id AS order_id").write.parquet(place)
        bounds = parquet_footer.bounds_of(spark.read.parquet(place))
        assert bounds.collect() == [(10, 0, 9)]
        plan = bounds._jdf.queryExecution().executedPlan().toString()
        assert "PushedAggregation: [COUNT(*), MIN(order_id), MAX(order_id)]" in plan
    finally:
        spark.stop()
