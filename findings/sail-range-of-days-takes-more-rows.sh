#!/usr/bin/env bash
# RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW over dates: Sail adds up a row that is two days older.
#
# Rows of 1, 2 and 4 January 2024 with 1, 10 and 100. The frame of the last one holds itself alone: Spark 4.1.4 returns 100, Sail 0.7.2 111.
# Over timestamps both return 100.
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

days = [("2024-01-01", 1), ("2024-01-02", 10), ("2024-01-04", 100)]
for kind in ["date", "timestamp"]:
    frame = spark.createDataFrame(days, "d string, x int").selectExpr(f"cast(d as {kind}) AS d", "x")
    frame.createOrReplaceTempView("days")
    over = "OVER (ORDER BY d RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW)"
    rows = spark.sql(f"SELECT d, sum(x) {over} AS s FROM days ORDER BY d").collect()
    print(f"{engine}, {kind}:", [row.s for row in rows])
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
spark, date: [1, 11, 100]
spark, timestamp: [1, 11, 100]
sail, date: [1, 11, 111]
sail, timestamp: [1, 11, 100]
END
