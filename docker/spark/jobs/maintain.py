"""Runs Iceberg's procedures on every table of a namespace.

Usage: maintain.py iceberg:lake.NAMESPACE PROCEDURE…, such as rewrite_data_files

Meant for `maintenance:` of a job, after whose trial all snapshots are minutes old: the newest alone
is kept. For tables in production, choose how long others may read the past.
"""

import sys
from datetime import UTC, datetime, timedelta

import iceberg
from pyspark.sql import SparkSession
from reports import ready
from spark_session import local_session


def arguments(now: datetime) -> dict[str, str]:
    """What each procedure is given beside the table."""
    return {
        # Files get somewhat larger than their target: the check allows 128 MiB.
        "rewrite_data_files": f"options => map('target-file-size-bytes', '{96 << 20}')",
        "expire_snapshots": f"older_than => {timestamp(now)}, retain_last => 1",
        # A writer may not have committed its files yet. Spark refuses less than a day.
        "remove_orphan_files": f"older_than => {timestamp(now - timedelta(days=1))}",
    }


def timestamp(moment: datetime) -> str:
    return f"TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S.%f}'"


def maintain(spark: SparkSession, place: tuple[str, str], procedures: list[str]) -> None:
    catalog, namespace = place
    shown = spark.sql(f"SHOW TABLES IN `{catalog}`.`{namespace}`").collect()
    for procedure in procedures:
        given = arguments(datetime.now(UTC))[procedure]
        for table in (row.tableName for row in shown):
            name = f"`{namespace}`.`{table}`"
            call = f"CALL `{catalog}`.system.{procedure}(table => '{name}', {given})"
            print(table, procedure, spark.sql(call).first(), flush=True)


if __name__ == "__main__":
    place = iceberg.namespace()
    if place is None:
        raise SystemExit("no argument names a namespace, such as iceberg:lake.sales")
    spark = local_session("maintain")
    ready()
    maintain(spark, place, [each for each in sys.argv[1:] if not each.startswith(iceberg.PREFIX)])
