"""Writes tables of Iceberg and Delta by Spark, and what Spark reads of them as plain Parquet."""

import sys

from pyspark.sql import SparkSession

FOLDER = sys.argv[1]
EXTENSIONS = (
    "io.delta.sql.DeltaSparkSessionExtension",
    "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
)
LAKE = "spark.sql.catalog.lake"
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.extensions", ",".join(EXTENSIONS))
    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
    .config(LAKE, "org.apache.iceberg.spark.SparkCatalog")
    .config(f"{LAKE}.type", "hadoop")
    .config(f"{LAKE}.warehouse", f"{FOLDER}/iceberg")
    .config("spark.databricks.delta.snapshotPartitions", "1")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.sql.warehouse.dir", f"{FOLDER}/spark")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)


def write(name: str, table: str, statements: list[str]) -> None:
    for statement in statements:
        spark.sql(statement.format(t=table))
    if name not in {"widened_parts", "variant"}:
        spark.sql(f"SELECT * FROM {table}").write.parquet(f"{FOLDER}/plain/{name}")


MERGE_ON_READ = "'write.delete.mode'='merge-on-read'"
ICEBERG = {
    "deleted": [
        "CREATE TABLE {t} (id BIGINT NOT NULL, ts TIMESTAMP, n TIMESTAMP_NTZ, x DOUBLE, "
        "name STRING, bin BINARY, amount DECIMAL(10,2)) USING iceberg "
        "PARTITIONED BY (hours(ts), bucket(4, id), truncate(2, name)) "
        f"TBLPROPERTIES ('format-version'='2', {MERGE_ON_READ})",
        "INSERT INTO {t} SELECT id, timestamp_micros(id * 3600000000 - 1800000000), "
        "timestamp_ntz'2026-03-29 02:30:00', IF(id = 3, double('NaN'), double(id)), "
        "concat('näme', id), binary(concat('b', id)), cast(id AS DECIMAL(10,2)) FROM range(6)",
        "INSERT INTO {t} VALUES (100, timestamp'9999-12-31 23:59:59.999999', "
        "timestamp_ntz'0001-01-01 00:00:00', -0.0, null, null, null)",
        "DELETE FROM {t} WHERE id IN (1, 2)",
    ],
    "evolved": [
        "CREATE TABLE {t} (id INT, a STRING, b STRING, gone STRING) USING iceberg",
        "INSERT INTO {t} VALUES (1, 'was a', 'was b', 'old')",
        "ALTER TABLE {t} DROP COLUMN gone",
        "ALTER TABLE {t} ADD COLUMN gone STRING",
        "ALTER TABLE {t} RENAME COLUMN a TO c",
        "ALTER TABLE {t} RENAME COLUMN b TO a",
        "ALTER TABLE {t} ALTER COLUMN id TYPE BIGINT",
    ],
    "v3": [
        "CREATE TABLE {t} (id BIGINT, s STRING) USING iceberg "
        f"TBLPROPERTIES ('format-version'='3', {MERGE_ON_READ})",
        "INSERT INTO {t} SELECT /*+ COALESCE(1) */ id, string(id) FROM range(5)",
        "DELETE FROM {t} WHERE id IN (1, 2)",
    ],
}
VECTORS = "'delta.enableDeletionVectors'='true'"
DELTA = {
    "renamed": [
        "CREATE TABLE {t} (id BIGINT, name STRING, day STRING, st STRUCT<a: INT, b: STRING>) "
        "USING delta PARTITIONED BY (day) "
        f"TBLPROPERTIES ('delta.columnMapping.mode'='name', {VECTORS})",
        "INSERT INTO {t} VALUES (1, 'a', 'x', struct(1, 'p')), (2, 'b', 'y', struct(2, 'q')), "
        "(3, 'c', 'x', struct(3, 'r'))",
        "ALTER TABLE {t} RENAME COLUMN name TO title",
        "ALTER TABLE {t} RENAME COLUMN day TO date",
        "ALTER TABLE {t} RENAME COLUMN st.b TO c",
        "DELETE FROM {t} WHERE id = 3",
    ],
    "by_id": [
        "CREATE TABLE {t} (id BIGINT, name STRING) USING delta "
        "TBLPROPERTIES ('delta.columnMapping.mode'='id')",
        "INSERT INTO {t} VALUES (1, 'a'), (2, 'b')",
        "ALTER TABLE {t} RENAME COLUMN name TO title",
    ],
    "vectors": [
        f"CREATE TABLE {{t}} (id BIGINT, x DOUBLE) USING delta TBLPROPERTIES ({VECTORS})",
        "INSERT INTO {t} SELECT /*+ COALESCE(1) */ id, double(id) FROM range(5)",
        "DELETE FROM {t} WHERE id IN (1, 2)",
    ],
    "times": [
        "CREATE TABLE {t} (id BIGINT, ts TIMESTAMP, d DATE, l ARRAY<TIMESTAMP>) USING delta",
        "INSERT INTO {t} SELECT id, ts, date(ts), array(ts) FROM VALUES "
        "(1, timestamp'9999-12-31 23:59:59.999999'), (2, timestamp'0001-01-01 00:00:00'), "
        "(3, timestamp'2026-03-29 01:30:00.123456') AS v(id, ts)",
    ],
    "widened": [
        "CREATE TABLE {t} (id INT, b DECIMAL(10, 2), c DATE, d FLOAT, e TINYINT, "
        "st STRUCT<x: INT, y: ARRAY<SMALLINT>>) USING delta TBLPROPERTIES ("
        "'delta.enableTypeWidening'='true', 'delta.feature.timestampNtz'='supported')",
        "INSERT INTO {t} VALUES "
        "(1, 1.10, DATE'2026-01-01', 1.5, 3, struct(1, array(2S))), "
        "(2, NULL, NULL, NULL, NULL, NULL)",
        "ALTER TABLE {t} ALTER COLUMN id TYPE BIGINT",
        "ALTER TABLE {t} ALTER COLUMN b TYPE DECIMAL(20, 4)",
        "ALTER TABLE {t} ALTER COLUMN c TYPE TIMESTAMP_NTZ",
        "ALTER TABLE {t} ALTER COLUMN d TYPE DOUBLE",
        "ALTER TABLE {t} ALTER COLUMN e TYPE DOUBLE",
        "ALTER TABLE {t} ALTER COLUMN st.x TYPE BIGINT",
        "ALTER TABLE {t} ALTER COLUMN st.y.element TYPE INT",
        "ALTER TABLE {t} ADD COLUMNS (st.z STRING, ts TIMESTAMP)",
        "INSERT INTO {t} VALUES (3000000000, 2.2222, TIMESTAMP_NTZ'2026-01-01 01:02:03', 1.1, "
        "3.5, struct(3000000000, array(70000), 'z'), TIMESTAMP'9999-12-31 23:59:59.999999')",
    ],
    "widened_parts": [
        "CREATE TABLE {t} (id INT, day INT) USING delta PARTITIONED BY (day) "
        "TBLPROPERTIES ('delta.enableTypeWidening'='true')",
        "INSERT INTO {t} VALUES (1, 1)",
        "ALTER TABLE {t} ALTER COLUMN id TYPE BIGINT",
    ],
    "variant": [
        "CREATE TABLE {t} (v VARIANT) USING delta",
        """INSERT INTO {t} SELECT parse_json('{{"a": 1}}')""",
    ],
}
spark.sql("CREATE NAMESPACE lake.db")
for name, statements in ICEBERG.items():
    write(name, f"lake.db.{name}", statements)
for name, statements in DELTA.items():
    write(name, f"delta.`{FOLDER}/delta/{name}`", statements)
