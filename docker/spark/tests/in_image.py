"""What the image must be able to do.

tests/images.test.ts runs it inside: no network, nobody's user, a root that it can't write to.
"""

import json
import urllib.request
from pathlib import Path
from tempfile import mkdtemp

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

scratch = Path(mkdtemp())
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.local.dir", str(scratch))
    .config(
        "spark.driver.extraJavaOptions", f"-Djava.io.tmpdir={scratch} -Dderby.system.home={scratch}"
    )
    .config("spark.ui.showConsoleProgress", "false")
    # Of a thousand rows, hundreds of parts would only take time
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.databricks.delta.snapshotPartitions", "2")
    .config(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,io.delta.sql.DeltaSparkSessionExtension",
    )
    .config("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog")
    .config("spark.sql.catalog.ice.type", "hadoop")
    .config("spark.sql.catalog.ice.warehouse", str(scratch / "ice"))
    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
    .getOrCreate()
)

double = F.udf(lambda number: number * 2, "long")
numbers = spark.range(1000).withColumn("twice", double("id"))
assert numbers.agg(F.sum("twice")).collect()[0][0] == 999_000
print("python udf: ok")

numbers.createOrReplaceTempView("numbers")
groups = spark.sql("SELECT id % 10 AS digit, count(*) AS rows FROM numbers GROUP BY ALL").collect()
assert {row["rows"] for row in groups} == {100}
print("sql: ok")

# Its libraries of other systems are not in the image
jvm = spark.sparkContext._jvm
assert jvm is not None
jvm.org.rocksdb.RocksDB.loadLibrary()
print("rocksdb: ok")

(app,) = json.load(urllib.request.urlopen(f"{spark.sparkContext.uiWebUrl}/api/v1/applications"))
assert app["id"] == spark.sparkContext.applicationId
print("ui: ok")

spark.sql("CREATE TABLE ice.db.numbers USING iceberg AS SELECT * FROM numbers")
spark.sql("""
    MERGE INTO ice.db.numbers t USING (SELECT 5 AS id) s ON t.id = s.id
    WHEN MATCHED THEN DELETE
""")
assert spark.table("ice.db.numbers").count() == 999
print("iceberg: ok")

numbers.write.format("delta").save(str(scratch / "delta"))
spark.sql(f"DELETE FROM delta.`{scratch / 'delta'}` WHERE id = 5")
assert spark.read.format("delta").load(str(scratch / "delta")).count() == 999
print("delta: ok")

jdbc = {"url": "jdbc:derby:memory:db;create=true", "dbtable": "numbers"}
numbers.write.format("jdbc").options(**jdbc).mode("overwrite").save()
assert spark.read.format("jdbc").options(**jdbc).load().count() == 1000
print("jdbc: ok")
spark.stop()
