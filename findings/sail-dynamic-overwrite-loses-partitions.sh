#!/usr/bin/env bash
# Overwriting one day's partition loses all the others: Sail takes no notice of partitionOverwriteMode=dynamic.
#
# A table has the partitions p=a and p=b. A program writes new rows of p=b with mode overwrite and partitionOverwriteMode dynamic, as nightly
# jobs do. On Spark 4.1.4, p=a stays. Sail 0.7.2 accepts the option without a word, and p=a is gone. The option of the writer and the
# setting of the session do the same.
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

def left(name, **writer):
    path = f"{engine}-{name}"
    both = spark.createDataFrame([(1, "a"), (2, "b")], "v int, p string")
    both.write.partitionBy("p").parquet(path)
    night = spark.createDataFrame([(3, "b")], "v int, p string").write.mode("overwrite")
    night.options(**writer).partitionBy("p").parquet(path)
    rows = [(row.v, row.p) for row in spark.read.parquet(path).orderBy("v").collect()]
    print(f"{engine}, by {name}:", rows)


left("option", partitionOverwriteMode="dynamic")
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
left("setting")
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
spark, by option: [(1, 'a'), (3, 'b')]
spark, by setting: [(1, 'a'), (3, 'b')]
sail, by option: [(3, 'b')]
sail, by setting: [(3, 'b')]
END
