#!/usr/bin/env bash
# Spark's «Bytes Read» of a Parquet scan misses nearly all of it.
#
# Spark 4.1.4 reads Parquet with Hadoop's vectored I/O, on threads that the task's file system statistics do not count: the input
# metric of the event log, of the REST API and of the web UI shows the footer and little else. With
# `parquet.hadoop.vectored.io.enabled=false` the same scan shows what it read. Whoever sizes a machine by that metric is off by orders
# of magnitude; the plan's metric «size of files read» is right in both cases.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 pyspark==4.1.4
cat > scan.py <<'PY'
import glob, json, os, sys
from pyspark.sql import SparkSession

vectored = sys.argv[1]
os.makedirs(vectored)
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.eventLog.enabled", "true")
    .config("spark.eventLog.compress", "false")
    .config("spark.eventLog.dir", f"file://{os.getcwd()}/{vectored}")
    .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", vectored)
    .getOrCreate()
)
spark.read.parquet("numbers.parquet").selectExpr("max(id)", "max(h)", "max(r)").collect()
spark.stop()
events = [json.loads(line) for path in glob.glob(f"{vectored}/*/events_*") for line in open(path)]
print(sum(each["Task Metrics"]["Input Metrics"]["Bytes Read"] for each in events if each["Event"] == "SparkListenerTaskEnd"))
PY
venv/bin/python - <<'PY'
import duckdb
duckdb.sql("COPY (SELECT i AS id, md5(i::VARCHAR) AS h, random() AS r FROM range(2000000) t(i)) TO 'numbers.parquet' (FORMAT parquet, COMPRESSION uncompressed)")
PY
size=$(stat -c %s numbers.parquet)
told=$(venv/bin/python scan.py true 2>/dev/null)
plain=$(venv/bin/python scan.py false 2>/dev/null)
echo "file                          $size bytes, all of its columns scanned"
echo "Bytes Read, vectored (default) $told"
echo "Bytes Read, not vectored       $plain"
[ "$told" -lt $((size / 100)) ] && [ "$plain" -gt $((size * 9 / 10)) ]
