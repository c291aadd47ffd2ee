#!/usr/bin/env bash
# Amounts with more digits than their type: Spark rounds what it reads of a CSV file, Sail cuts it.
#
# By the schema a DECIMAL(12,2), PySpark 4.1.4 reads 12.345 as 12.35 and 0.005 as 0.01 (half up). Sail 0.7.2 reads 12.34 and 0.00, so sums
# come out lower; a cast of the same text rounds in both.
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
from pathlib import Path

from pyspark.sql import SparkSession

spark = SparkSession.builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
engine = sys.argv[1]

Path("amounts.csv").write_text("amount\n12.345\n0.005\n-0.015\n")
read = spark.read.csv("amounts.csv", header=True, schema="amount DECIMAL(12,2)")
print(f"{engine}, read:", [str(row[0]) for row in read.collect()])
text = spark.read.csv("amounts.csv", header=True, schema="amount STRING")
cast = text.selectExpr("CAST(amount AS DECIMAL(12,2))")
print(f"{engine}, cast:", [str(row[0]) for row in cast.collect()])
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
spark, read: ['12.35', '0.01', '-0.02']
spark, cast: ['12.35', '0.01', '-0.02']
sail, read: ['12.34', '0.00', '-0.01']
sail, cast: ['12.35', '0.01', '-0.02']
END
