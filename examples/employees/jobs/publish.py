"""Staged employees are loaded into the table, by Spark. Loaded again, they change nothing."""

from lake_spark import NAMESPACE, STAGED, session
from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def publish(spark: SparkSession) -> None:
    employees = f"{NAMESPACE}.employees"
    staged = spark.read.parquet(STAGED).alias("staged")
    if not spark.catalog.tableExists(employees):
        staged.limit(0).writeTo(employees).using("iceberg").create()
    is_known = F.expr(f"{employees}.employee_id = staged.employee_id")
    (
        staged.mergeInto(employees, is_known)
        .whenMatched()
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .merge()
    )


if __name__ == "__main__":
    spark = session("publish")
    publish(spark)
    spark.stop()
