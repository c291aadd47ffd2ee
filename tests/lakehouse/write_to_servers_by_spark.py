"""Writes Iceberg tables to PostgreSQL and S3 by Spark, and what Spark reads as plain Parquet."""

import os
import sys
from pathlib import Path

SPARK = Path(__file__).parents[2] / "docker/spark"
sys.path.insert(0, str(SPARK / "jobs"))

import java  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

folder, address, user = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
os.environ["JAVA_HOME"] = str(java.home(folder))
LAKE = "spark.sql.catalog.lake"
SETTINGS = {
    "spark.jars": ",".join(str(jar) for jar in sorted((SPARK / "jars").glob("*.jar"))),
    "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    LAKE: "org.apache.iceberg.spark.SparkCatalog",
    f"{LAKE}.type": "jdbc",
    f"{LAKE}.jdbc.schema-version": "V1",
    f"{LAKE}.uri": address,
    f"{LAKE}.jdbc.user": user,
    f"{LAKE}.jdbc.password": os.environ["LAKE_PASSWORD"],
    f"{LAKE}.warehouse": "s3://lake/warehouse",
    f"{LAKE}.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
    f"{LAKE}.s3.endpoint": os.environ["AWS_ENDPOINT_URL"],
    f"{LAKE}.s3.path-style-access": "true",
    f"{LAKE}.client.region": "us-east-1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
}
MERGE_ON_READ = "'write.delete.mode'='merge-on-read'"
TABLES = {
    "whole": [
        "CREATE TABLE {t} (id BIGINT, at TIMESTAMP, name STRING, amount DECIMAL(10,2)) "
        "USING iceberg PARTITIONED BY (bucket(2, id))",
        "INSERT INTO {t} SELECT id, timestamp_micros(id), concat('näme', id), "
        "cast(id AS DECIMAL(10,2)) FROM range(6)",
    ],
    "deleted": [
        "CREATE TABLE {t} (id BIGINT, name STRING) USING iceberg "
        f"TBLPROPERTIES ({MERGE_ON_READ})",
        "INSERT INTO {t} SELECT /*+ COALESCE(1) */ id, string(id) FROM range(5)",
        "DELETE FROM {t} WHERE id IN (1, 2)",
    ],
    "evolved": [
        "CREATE TABLE {t} (id INT, name STRING) USING iceberg",
        "INSERT INTO {t} VALUES (1, 'a')",
        "ALTER TABLE {t} ADD COLUMN more BIGINT",
        "ALTER TABLE {t} ALTER COLUMN id TYPE BIGINT",
        "INSERT INTO {t} VALUES (2, 'b', 7)",
    ],
}
spark = SparkSession.builder.master("local[2]").config(map=SETTINGS).getOrCreate()
spark.sql("CREATE NAMESPACE lake.spark")
for name, statements in TABLES.items():
    for statement in statements:
        spark.sql(statement.format(t=f"lake.spark.{name}"))
    spark.table(f"lake.spark.{name}").write.parquet(str(folder / f"plain/{name}"))
# PyIceberg wrote it.
spark.table("lake.sales.orders").write.parquet(str(folder / "plain/orders-by-spark"))
spark.sql(
    "CREATE TABLE lake.spark.variant (v VARIANT) USING iceberg TBLPROPERTIES ('format-version'='3')"
)
spark.sql("""INSERT INTO lake.spark.variant SELECT parse_json('{"a": 1}')""")
