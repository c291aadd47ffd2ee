"""Runs one SQL query on the tables that an engine wrote, with Spark: cold, then warm."""

import json
import os
from pathlib import Path

import delta_lake
from pyspark.sql import DataFrame
from reports import ready, stage
from spark_session import local_session

QUERY = Path(os.environ["ETL_INPUT_QUERY"]).read_text(encoding="utf-8").rstrip().rstrip(";")
TABLES = json.loads(Path(os.environ["ETL_INPUT_TABLES"]).read_text(encoding="utf-8"))
DATA = Path(os.environ["ETL_INPUT_DATA"])
RESULT = Path(os.environ["ETL_OUTPUT"]) / "result"

if any(table.get("path", "").startswith("s3://") for table in TABLES.values()):
    raise NotImplementedError(
        "Spark reads plain files on S3 by S3A, and hadoop-aws is not among the jars of this stack"
    )
is_delta = any(table["format"] == "delta" for table in TABLES.values())
spark = local_session("query", delta_lake.session_settings() if is_delta else None)
ready()


def rows(table: dict[str, str]) -> DataFrame:
    if table["format"] == "iceberg":
        return spark.table(".".join(f"`{part}`" for part in table["table"].split(".")))
    if table["format"] == "parquet":
        return spark.read.parquet(str(DATA / table["path"]))
    if table["format"] == "delta":
        place = DATA / table["path"]
        return spark.read.format("delta").option("versionAsOf", table["version"]).load(str(place))
    raise NotImplementedError(f"a table of format {table['format']}")


with stage("cold"):
    for name, table in TABLES.items():
        rows(table).createOrReplaceTempView(name)
    spark.sql(QUERY).collect()
with stage("warm"):
    spark.sql(QUERY).collect()
spark.sql(QUERY).write.parquet(str(RESULT))
