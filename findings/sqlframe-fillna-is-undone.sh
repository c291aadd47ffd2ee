#!/usr/bin/env bash
# fillna and replace hold only until the next step: SQLFrame computes that from the values of before.
#
# PySpark 4.1.4 averages the filled 0 and 5 to 2.5. SQLFrame 4.10.0 on DuckDB 1.5.5 shows the filled rows if they are collected at once, and
# averages 5 alone: 5.0. A filter on the filled value finds no row, withColumn gives NULL again, and of replace nothing is left.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > program.py <<'PY'
import sys

engine = sys.argv[1]
if engine == "sqlframe":
    import duckdb
    from sqlframe.duckdb import DuckDBSession
    from sqlframe.duckdb import functions as F

    spark = DuckDBSession(conn=duckdb.connect())
else:
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as F

    spark = SparkSession.builder.getOrCreate()

filled = spark.createDataFrame([(1, None), (1, 5)], ["id", "v"]).fillna(0)
replaced = spark.createDataFrame([("n",), ("s",)], ["side"]).replace("n", "north")
steps = {
    "collected at once": filled,
    "average": filled.groupBy("id").agg(F.avg("v").alias("average")),
    "filter": filled.filter("v = 0"),
    "withColumn": filled.withColumn("w", F.col("v")),
    "replace": replaced,
    "replace, withColumn": replaced.withColumn("w", F.lit(1)),
}
for name, frame in steps.items():
    print(f"{engine}, {name}:", sorted((tuple(row) for row in frame.collect()), key=str))
PY
seen=
for engine in spark sqlframe; do
  python3 -m venv $engine
  packages='pyspark==4.1.4'; [ $engine = sqlframe ] && packages='sqlframe==4.10.0 duckdb==1.5.5 pytz==2026.1'
  $engine/bin/pip install --quiet --disable-pip-version-check $packages
  seen+=$($engine/bin/python program.py $engine 2>/dev/null)$'\n'
done
printf '%s' "$seen"
diff <(printf '%s' "$seen") - <<'END'
spark, collected at once: [(1, 0), (1, 5)]
spark, average: [(1, 2.5)]
spark, filter: [(1, 0)]
spark, withColumn: [(1, 0, 0), (1, 5, 5)]
spark, replace: [('north',), ('s',)]
spark, replace, withColumn: [('north', 1), ('s', 1)]
sqlframe, collected at once: [(1, 0), (1, 5)]
sqlframe, average: [(1, 5.0)]
sqlframe, filter: []
sqlframe, withColumn: [(1, 5, 5), (1, None, None)]
sqlframe, replace: [('north',), ('s',)]
sqlframe, replace, withColumn: [('n', 1), ('s', 1)]
END
