#!/usr/bin/env bash
# Two options of CSV files that Sail takes and does nothing with: nullValue of a reader, dateFormat of a writer.
#
# PySpark 4.1.4 reads "NA" as NULL, and writes 08.01.2026. Sail 0.7.2 raises no error and prints no warning: it reads the text NA, and
# writes 2026-01-08.
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

Path("codes.csv").write_text("code,n\nNA,1\nx,2\n")
codes = spark.read.csv("codes.csv", header=True, nullValue="NA", schema="code STRING, n INT")
print(f"{engine}, nullValue:", [tuple(row) for row in codes.collect()])
spark.sql("SELECT DATE '2026-01-08' AS day").write.csv(f"days-{engine}", dateFormat="dd.MM.yyyy", header=False)
print(f"{engine}, dateFormat:", [file.read_text() for file in Path(f"days-{engine}").rglob("*.csv")])
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
spark, nullValue: [(None, 1), ('x', 2)]
spark, dateFormat: ['08.01.2026\n']
sail, nullValue: [('NA', 1), ('x', 2)]
sail, dateFormat: ['2026-01-08\n']
END
