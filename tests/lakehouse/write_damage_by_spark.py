"""Writes tables by Spark, has another writer change them, and keeps what Spark then reads of each.

Usage: write_damage_by_spark.py FOLDER PYTHON WRITER, the latter being write_damage.py

In FOLDER: the catalog `lake`, Delta tables below delta/, and below plain/ the rows as Spark reads
them, as Parquet. stdout: the tables that Spark could not read, one a line.
"""

import subprocess
import sys
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark.sql import DataFrame, SparkSession

FOLDER, *WRITER = sys.argv[1:]
SPARK = Path(__file__).parents[2] / "docker/spark"
JARS = [*SPARK.glob("jars/*.jar"), *SPARK.glob("delta-jars/*.jar")]
EXTENSIONS = (
    "io.delta.sql.DeltaSparkSessionExtension",
    "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
)
LAKE = "spark.sql.catalog.lake"
SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.jars": ",".join(map(str, JARS)),
    "spark.sql.extensions": ",".join(EXTENSIONS),
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    LAKE: "org.apache.iceberg.spark.SparkCatalog",
    f"{LAKE}.type": "jdbc",
    f"{LAKE}.jdbc.schema-version": "V1",
    f"{LAKE}.uri": f"jdbc:sqlite:{FOLDER}/catalog.db",
    f"{LAKE}.warehouse": f"file://{FOLDER}/warehouse",
    # By default a session keeps a table for 30 seconds: what it sees would depend on the machine.
    f"{LAKE}.cache.expiration-interval-ms": "-1",
    "spark.databricks.delta.snapshotPartitions": "1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.warehouse.dir": f"{FOLDER}/spark",
    "spark.ui.enabled": "false",
}
spark = SparkSession.builder.master("local[2]").config(map=SETTINGS).getOrCreate()

FOUR = "VALUES (1, 1.0), (2, 2.0), (3, NULL), (4, double('NaN'))"
MERGE_ON_READ = "'write.delete.mode'='merge-on-read', 'write.update.mode'='merge-on-read'"
MAPPED = "TBLPROPERTIES ('delta.columnMapping.mode'='name')"
ICEBERG = {
    "deleted_by_spark": [
        "CREATE TABLE {t} (id BIGINT, x DOUBLE) USING iceberg",
        f"INSERT INTO {{t}} {FOUR}",
        "DELETE FROM {t} WHERE x NOT IN (1, 2)",
    ],
    "deleted_by_pyiceberg": [
        "CREATE TABLE {t} (id BIGINT, x DOUBLE) USING iceberg",
        f"INSERT INTO {{t}} {FOUR}",
    ],
    "cut_bounds": ["CREATE TABLE {t} (id BIGINT, name STRING) USING iceberg"],
    "misspelled": ["CREATE TABLE {t} (id BIGINT, name STRING) USING iceberg"],
    "sorted": [
        "CREATE TABLE {t} (name STRING) USING iceberg "
        "TBLPROPERTIES ('write.parquet.compression-codec'='snappy')",
        "ALTER TABLE {t} WRITE ORDERED BY name",
        "INSERT INTO {t} VALUES ('c'), ('a'), ('b')",
    ],
    "unsorted": [
        "CREATE TABLE {t} (name STRING) USING iceberg",
        "ALTER TABLE {t} WRITE ORDERED BY name",
    ],
    "seen_before": [
        "CREATE TABLE {t} (id BIGINT) USING iceberg",
        "INSERT INTO {t} VALUES (1), (2)",
    ],
    "deleted_by_position": [
        "CREATE TABLE {t} (id INT, at TIMESTAMP, name STRING, amount DECIMAL(5,2), x FLOAT, "
        "gone STRING) USING iceberg PARTITIONED BY (days(at), bucket(2, id)) "
        f"TBLPROPERTIES ('format-version'='2', {MERGE_ON_READ})",
        "INSERT INTO {t} SELECT /*+ COALESCE(1) */ int(id), "
        "timestamp'1969-12-31 20:00:00' + make_dt_interval(0, id), concat('n', id), "
        "cast(id / 4 AS DECIMAL(5,2)), float(id / 10), 'old' FROM range(8)",
        "DELETE FROM {t} WHERE id IN (1, 2, 6)",
        "ALTER TABLE {t} DROP COLUMN gone",
        "ALTER TABLE {t} ADD COLUMN gone BIGINT",
        "ALTER TABLE {t} RENAME COLUMN name TO title",
        "ALTER TABLE {t} ALTER COLUMN id TYPE BIGINT",
        "ALTER TABLE {t} ALTER COLUMN amount TYPE DECIMAL(12,2)",
        "ALTER TABLE {t} ALTER COLUMN x TYPE DOUBLE",
        "INSERT INTO {t} VALUES (5000000000, timestamp'1969-12-31 23:00:00', 'new', 1e6, 0.1, 7), "
        "(9, null, null, null, double('NaN'), null)",
        "UPDATE {t} SET title = 'updated' WHERE id IN (4, 9)",
        "ALTER TABLE {t} DROP PARTITION FIELD bucket(2, id)",
        "INSERT INTO {t} VALUES (10, timestamp'1969-12-31 23:59:59', 'last', 0, 0, 8), "
        "(11, timestamp'1970-01-01 00:00:00', 'gone', 0, 0, 8)",
        "DELETE FROM {t} WHERE id IN (3, 11)",
    ],
    "deleted_by_vector": [
        "CREATE TABLE {t} (id BIGINT, s STRING) USING iceberg "
        f"TBLPROPERTIES ('format-version'='3', {MERGE_ON_READ})",
        "INSERT INTO {t} SELECT /*+ COALESCE(1) */ id, string(id) FROM range(5)",
        "DELETE FROM {t} WHERE id IN (1, 2)",
    ],
    "deleted_by_key": [
        "CREATE TABLE {t} (id BIGINT) USING iceberg TBLPROPERTIES ('format-version'='2')",
        "INSERT INTO {t} VALUES (1), (2)",
    ],
    "keys": ["CREATE TABLE {t} (id BIGINT) USING iceberg", "INSERT INTO {t} VALUES (2)"],
    "nested": [
        "CREATE TABLE {t} (place STRUCT<city: STRING>, l ARRAY<STRUCT<a: INT>>) USING iceberg",
        "INSERT INTO {t} VALUES (struct('Bern'), array(struct(1)))",
        "ALTER TABLE {t} ADD COLUMN place.height INT",
        "ALTER TABLE {t} RENAME COLUMN l.element.a TO b",
        "INSERT INTO {t} VALUES (struct('Zug', 425), array(struct(2), null))",
    ],
    "with_default": [
        "CREATE TABLE {t} (id BIGINT) USING iceberg TBLPROPERTIES ('format-version'='3')",
        "INSERT INTO {t} VALUES (1), (2)",
    ],
}
DELTA = {
    "renamed": [
        f"CREATE TABLE {{t}} (id BIGINT, name STRING) USING delta {MAPPED}",
        "INSERT INTO {t} VALUES (1, 'a')",
        "ALTER TABLE {t} RENAME COLUMN name TO title",
    ],
    "checked": [
        "CREATE TABLE {t} (id BIGINT, v BIGINT) USING delta",
        "ALTER TABLE {t} ADD CONSTRAINT positive CHECK (v > 0)",
        "INSERT INTO {t} VALUES (1, 1)",
    ],
    "required": [
        "CREATE TABLE {t} (id BIGINT NOT NULL, v BIGINT) USING delta",
        "INSERT INTO {t} VALUES (1, 1)",
    ],
    "tracked": [
        "CREATE TABLE {t} (id BIGINT) USING delta TBLPROPERTIES ('delta.enableRowTracking'='true')",
        "INSERT INTO {t} VALUES (1)",
    ],
    "clustered": [
        "CREATE TABLE {t} (id BIGINT) USING delta CLUSTER BY (id)",
        "INSERT INTO {t} VALUES (1)",
    ],
    "logged": [
        "CREATE TABLE {t} (id BIGINT) USING delta",
        *(f"INSERT INTO {{t}} VALUES ({number})" for number in range(11)),
    ],
}


def main() -> None:
    spark.sql("CREATE NAMESPACE lake.db")
    for name, statements in [*ICEBERG.items(), *DELTA.items()]:
        for statement in statements:
            spark.sql(statement.format(t=place(name)))
    add_default(place("with_default"), "c", 7)
    delete_by_key(place("deleted_by_key"), place("keys"))
    # A session that has read a table keeps its snapshot, whoever writes afterwards.
    spark.table(place("seen_before")).collect()
    subprocess.run([*WRITER, FOLDER], check=True)
    keep("seen_before_stale", spark.table(place("seen_before")))
    for name in ICEBERG:
        spark.sql(f"REFRESH TABLE {place(name)}")
    snapshots = f"{place('seen_before')}.snapshots"
    then = spark.sql(f"SELECT string(min(committed_at)) FROM {snapshots}").first()[0]
    keep("as_of", spark.read.option("timestampAsOf", then).table(place("seen_before")))
    keep("logged_before", spark.read.option("versionAsOf", 5).table(place("logged")))
    for name in [*ICEBERG, *DELTA]:
        try:
            keep(name, spark.table(place(name)))
        except Py4JJavaError:
            print(name)


def place(name: str) -> str:
    return f"lake.db.{name}" if name in ICEBERG else f"delta.`{FOLDER}/delta/{name}`"


def keep(name: str, rows: DataFrame) -> None:
    rows.write.parquet(f"{FOLDER}/plain/{name}")


def delete_by_key(table: str, keys: str) -> None:
    """As Flink does, with the rows of another table as keys."""
    gateway, iceberg = spark.sparkContext._gateway, spark._jvm.org.apache.iceberg
    loaded = iceberg.spark.Spark3Util.loadIcebergTable(spark._jsparkSession, table)
    ids = gateway.new_array(gateway.jvm.int, 1)
    ids[0] = 1
    file = spark.sql(f"SELECT * FROM {keys}.files").first()
    deletes = (
        iceberg.FileMetadata.deleteFileBuilder(loaded.spec())
        .ofEqualityDeletes(ids)
        .withPath(file.file_path)
        .withFormat("PARQUET")
        .withFileSizeInBytes(file.file_size_in_bytes)
        .withRecordCount(file.record_count)
        .build()
    )
    loaded.newRowDelta().addDeletes(deletes).commit()
    spark.sql(f"REFRESH TABLE {table}")


def add_default(table: str, column: str, value: int) -> None:
    """Spark SQL has no statement for it, only Iceberg's own interface."""
    iceberg = spark._jvm.org.apache.iceberg
    loaded = iceberg.spark.Spark3Util.loadIcebergTable(spark._jsparkSession, table)
    kind = iceberg.types.Types.IntegerType.get()
    change = loaded.updateSchema().addColumn(
        column, kind, iceberg.expressions.Expressions.lit(value)
    )
    change.commit()
    spark.sql(f"REFRESH TABLE {table}")
    spark.sql(f"INSERT INTO {table} (id) VALUES (3)")


main()
