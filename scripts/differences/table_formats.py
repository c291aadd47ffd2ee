"""Delta and Iceberg in Spark's probes, and where their tables are for the other engines'."""

import sys
from pathlib import Path
from typing import Any

JARS = Path(__file__).parents[2] / "docker" / "spark"
ICEBERG = "org.apache.iceberg.spark.SparkCatalog"


def table_formats() -> dict[str, str]:
    """Delta and Iceberg; two catalogs over the same folder are two sessions of Iceberg."""
    jars = [*JARS.glob("jars/*iceberg-spark-runtime*.jar"), *JARS.glob("delta-jars/*.jar")]
    extensions = (
        "io.delta.sql.DeltaSparkSessionExtension",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    )
    settings = {
        "spark.jars": ",".join(map(str, jars)),
        "spark.sql.extensions": ",".join(extensions),
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.databricks.delta.snapshotPartitions": "1",
    }
    for catalog in ("lake", "other"):
        name = f"spark.sql.catalog.{catalog}"
        settings |= {name: ICEBERG, f"{name}.type": "hadoop", f"{name}.warehouse": warehouse()}
    return settings


def warehouse() -> str:
    return f"{sys.argv[2]}/iceberg"


def left_by_spark(probe: dict[str, str]) -> dict[str, Any]:
    """The folder of the entry's probe of Spark, and the newest metadata of a table of Iceberg."""
    spark = f"{sys.argv[2]}/{probe['name'].partition('.')[0]}.spark"

    def spark_table(name: str) -> str:
        metadata = Path(f"{warehouse()}{spark}/{name}/metadata")
        version = (metadata / "version-hint.text").read_text()
        return f"{metadata}/v{version}.metadata.json"

    return {"spark": spark, "spark_table": spark_table}
