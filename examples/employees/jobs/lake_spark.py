"""A local Spark session with the catalog `lake`, which is the one that lake.py opens."""

import os
from pathlib import Path

from pyspark.sql import SparkSession

LAKE = Path(__file__).resolve().parents[1] / "lake"
NAMESPACE = f"lake.{os.environ['ETL_NAMESPACE']}"
STAGED = f"{os.environ['ETL_OUTPUT']}/staged/employees"
JARS = (
    "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0",
    "org.xerial:sqlite-jdbc:3.54.1.0",
)


def session(app: str) -> SparkSession:
    return (
        SparkSession.builder.appName(app)
        .config("spark.jars.packages", ",".join(JARS))
        .config(
            "spark.sql.extensions",
            "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        )
        .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
        .config("spark.sql.catalog.lake.type", "jdbc")
        .config("spark.sql.catalog.lake.jdbc.schema-version", "V1")
        .config("spark.sql.catalog.lake.uri", f"jdbc:sqlite:{LAKE}/catalog.db")
        .config("spark.sql.catalog.lake.warehouse", f"file://{LAKE}/warehouse")
        .config("spark.sql.session.timeZone", "UTC")
        # For little data on one machine; adaptive execution merges what is small.
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
