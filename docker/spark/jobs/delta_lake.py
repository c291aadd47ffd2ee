"""Delta tables, as a Spark session reaches them."""

import os
from pathlib import Path

JARS = Path(__file__).parents[1] / "delta-jars"


def session_settings() -> dict[str, str]:
    cpus = os.environ.get("ETL_CPUS") or str(len(os.sched_getaffinity(0)))
    settings = {
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        # Tables on one machine are small, and what Delta joins and sorts of their logs more so
        "spark.sql.shuffle.partitions": cpus,
        # Tasks for each reading of a table's log, which is short: 50 by default
        "spark.databricks.delta.snapshotPartitions": cpus,
        # Tasks in which vacuum lists a table's folders: 10,000 by default
        "spark.sql.sources.parallelPartitionDiscovery.parallelism": cpus,
    }
    # An image may have them beside Spark's own
    if jars := sorted(JARS.glob("*.jar")):
        settings["spark.jars"] = ",".join(str(jar) for jar in jars)
    return settings
