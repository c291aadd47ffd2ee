#!/usr/bin/env bash
# Files without a column that others have: with mergeSchema, Spark returns NULL for it, Sail returns 0.
#
# Two Parquet files, the second with one column more. Spark 4.1.4 merges their schemas: the first file's rows have NULL there. Sail 0.7.2, by
# which they were written too, returns 0, so that a sum is right and an average is wrong: 2.5 instead of 5. No error, no warning.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > program.py <<'PY'
import sys

if sys.argv[1] == "sail":
    import os

    from pysail.spark import SparkConnectServer

    server = SparkConnectServer()
    server.start(background=True)
    host, port = server.listening_address
    os.environ["SPARK_REMOTE"] = f"sc://{host}:{port}"
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
engine = sys.argv[1]

for kind, value in [("literal", F.lit(5)), ("cast literal", F.lit(5).cast("string").cast("int"))]:
    path = f"{engine}-{kind}".replace(" ", "-")
    spark.range(1).select(F.lit(1).alias("a")).write.parquet(f"{path}/p=1")
    spark.range(1).select(F.lit(2).alias("a"), value.alias("b")).write.parquet(f"{path}/p=2")
    both = spark.read.option("mergeSchema", True).parquet(path)
    rows = [(row.a, row.b) for row in both.select("a", "b").orderBy("a").collect()]
    print(f"{engine}, {kind}:", rows, "average", both.agg(F.avg("b")).first()[0])
PY
seen=
for engine in spark sail; do
  python3 -m venv $engine
  packages='pyspark==4.1.4'; [ $engine = sail ] && packages='pysail==0.7.2 pyspark-client==4.1.3'
  $engine/bin/pip install --quiet --disable-pip-version-check $packages
  seen+=$($engine/bin/python program.py $engine 2>/dev/null)$'\n'
done
printf '%s' "$seen"
diff <(printf '%s' "$seen") - <<'END'
spark, literal: [(1, None), (2, 5)] average 5.0
spark, cast literal: [(1, None), (2, 5)] average 5.0
sail, literal: [(1, 0), (2, 5)] average 2.5
sail, cast literal: [(1, 0), (2, 5)] average 2.5
END
