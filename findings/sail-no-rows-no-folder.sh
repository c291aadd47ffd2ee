#!/usr/bin/env bash
# A DataFrame without rows, written as Parquet: Spark leaves a folder with a file that has the schema, Sail leaves nothing.
#
# The next job reads 0 rows of one column with PySpark 4.1.4. Sail 0.7.2 reads a folder that is not there as 0 rows without columns, and
# ends at the first column that is named. The write itself succeeds, as does a count.
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

spark.sql("SELECT 1 AS v").filter("v > 1").write.parquet(f"events-{engine}")
print(f"{engine}, folder:", Path(f"events-{engine}").exists())
read = spark.read.parquet(f"events-{engine}")
print(f"{engine}, read:", read.columns, read.count())
try:
    print(f"{engine}, its column:", read.select("v").collect())
except Exception as error:
    print(f"{engine}, its column:", type(error).__name__)
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
spark, folder: True
spark, read: ['v'] 0
spark, its column: []
sail, folder: False
sail, read: [] 0
sail, its column: AnalysisException
END
