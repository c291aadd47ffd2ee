#!/usr/bin/env bash
# In a session whose time zone is Asia/Tokyo, Sail counts hours and days of times that it reads from Parquet in UTC, without a word.
#
# 20:00 UTC on 5 January 2024 is 05:00 of the next day in Tokyo: so Spark 4.1.4 has it, by hour, to_date and date_format. Sail 0.7.2 returns 20:00 of
# the 5th. It does so for timestamp_seconds too, and honours the zone for a literal and for from_unixtime.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > program.py <<'PY'
import sys

engine = sys.argv[1]
if engine == "sail":
    import os

    from pysail.spark import SparkConnectServer

    server = SparkConnectServer()
    server.start(background=True)
    host, port = server.listening_address
    os.environ["SPARK_REMOTE"] = f"sc://{host}:{port}"
from pyspark.sql import SparkSession

settings = {"spark.sql.session.timeZone": "Asia/Tokyo", "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS"}
spark = SparkSession.builder.config(map=settings).getOrCreate()
moment = "TIMESTAMP '2024-01-05 20:00:00Z'"
if engine == "spark":
    spark.sql(f"SELECT {moment} AS t").write.parquet("times")
spark.read.parquet("times").createOrReplaceTempView("times")
for name, t in [("Parquet", "t"), ("timestamp_seconds", "timestamp_seconds(1704484800)"), ("a literal", moment)]:
    (row,) = spark.sql(f"SELECT hour({t}), string(to_date({t})), date_format({t}, 'yyyy-MM-dd HH') FROM times").collect()
    print(f"{engine}, {name}:", *row)
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
spark, Parquet: 5 2024-01-06 2024-01-06 05
spark, timestamp_seconds: 5 2024-01-06 2024-01-06 05
spark, a literal: 5 2024-01-06 2024-01-06 05
sail, Parquet: 20 2024-01-05 2024-01-05 20
sail, timestamp_seconds: 20 2024-01-05 2024-01-05 20
sail, a literal: 5 2024-01-06 2024-01-06 05
END
