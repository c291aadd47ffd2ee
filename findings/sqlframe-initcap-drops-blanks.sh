#!/usr/bin/env bash
# initcap loses blanks if it is called, and keeps them in SQL: SQLFrame splits at runs of blanks and joins by one.
#
# PySpark 4.1.4 changes letters alone. SQLFrame 4.10.0 on DuckDB 1.5.5 does so for spark.sql("SELECT initcap(s) …"), but F.initcap leaves one
# of several blanks, so that two different names become equal: grouped by them, two rows are one.
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

names = spark.createDataFrame([("ann  lee",), ("ann lee",)], ["s"])
called = names.select(F.initcap("s").alias("v"))
print(f"{engine}, called:", sorted(row[0] for row in called.collect()))
print(f"{engine}, groups:", len(called.groupBy("v").agg(F.count("v").alias("n")).collect()))
names.createOrReplaceTempView("names")
in_sql = spark.sql("SELECT initcap(s) AS v FROM names")
print(f"{engine}, in SQL:", sorted(row[0] for row in in_sql.collect()))
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
spark, called: ['Ann  Lee', 'Ann Lee']
spark, groups: 2
spark, in SQL: ['Ann  Lee', 'Ann Lee']
sqlframe, called: ['Ann Lee', 'Ann Lee']
sqlframe, groups: 1
sqlframe, in SQL: ['Ann  Lee', 'Ann Lee']
END
