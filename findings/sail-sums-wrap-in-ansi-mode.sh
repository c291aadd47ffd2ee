#!/usr/bin/env bash
# The largest BIGINT and 1: in ANSI mode, Spark ends the job, Sail returns a negative sum.
#
# spark.sql.ansi.enabled is true by default in Spark 4. Spark 4.1.4 raises an error for a sum and for a + b beyond their type, and for a sum
# of decimals beyond 38 digits. Sail 0.7.2 answers the same setting with "true", wraps integers around, and returns a decimal of 39 digits.
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

print(f"{engine}, ANSI:", spark.conf.get("spark.sql.ansi.enabled"))
queries = {
    "sum": "SELECT sum(x) FROM VALUES (9223372036854775807L), (1L) AS t(x)",
    "plus": "SELECT x + 1 FROM VALUES (2147483647) AS t(x)",
    "decimals": "SELECT sum(x) FROM VALUES (CAST(repeat('9', 38) AS DECIMAL(38, 0))), (1) AS t(x)",
}
for name, query in queries.items():
    try:
        print(f"{engine}, {name}:", spark.sql(query).first()[0])
    except Exception as error:
        print(f"{engine}, {name}:", "an error" if engine == "sail" else error.getCondition())
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
spark, ANSI: true
spark, sum: ARITHMETIC_OVERFLOW
spark, plus: ARITHMETIC_OVERFLOW
spark, decimals: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION
sail, ANSI: true
sail, sum: -9223372036854775808
sail, plus: -2147483648
sail, decimals: 100000000000000000000000000000000000000
END
