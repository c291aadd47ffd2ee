#!/usr/bin/env bash
# One schema as text, `id INT, amount DECIMAL(18, 2)`: Spark takes it, SQLFrame cuts it inside the decimal's brackets.
#
# PySpark 4.1.4 reads a CSV with this schema. SQLFrame 4.10.0 on DuckDB 1.5.5, whose reader has the same signature, splits the text at
# every comma: `2)` becomes a column without a type, and the call ends with an IndexError of its own code. Without the scale,
# `DECIMAL(18)`, it works, and so does the same schema as a StructType. Any program that reads money from CSV by a schema in text fails.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
printf 'id,amount\n1,10.25\n' > orders.csv
cat > by_text.py <<'PY'
import sys

if sys.argv[1] == "sqlframe":
    from sqlframe import activate

    activate("duckdb")
from pyspark.sql import SparkSession, types

spark = SparkSession.builder.config("spark.ui.enabled", "false").getOrCreate()
fields = [types.StructField("id", types.IntegerType()), types.StructField("amount", types.DecimalType(18, 2))]
schemas = {
    "text": "id INT, amount DECIMAL(18, 2)",
    "text without a scale": "id INT, amount DECIMAL(18)",
    "StructType": types.StructType(fields),
}
for name, schema in schemas.items():
    try:
        rows = spark.read.csv("orders.csv", schema=schema, header=True).collect()
        print(f"{sys.argv[1]}, {name}:", len(rows), "row")
    except Exception as error:
        print(f"{sys.argv[1]}, {name}:", type(error).__name__)
PY
seen=
for engine in spark sqlframe; do
  python3 -m venv $engine
  packages='pyspark==4.1.4'; [ $engine = sqlframe ] && packages='sqlframe==4.10.0 duckdb==1.5.5'
  $engine/bin/pip install --quiet --disable-pip-version-check $packages
  seen+=$($engine/bin/python by_text.py $engine 2>/dev/null)$'\n'
done
printf '%s' "$seen"
diff <(printf '%s' "$seen") - <<'END'
spark, text: 1 row
spark, text without a scale: 1 row
spark, StructType: 1 row
sqlframe, text: IndexError
sqlframe, text without a scale: 1 row
sqlframe, StructType: 1 row
END
