#!/usr/bin/env bash
# SQLFrame makes the capital letters of a path small where spark.read.load is given no format: it reads another file, if there is one.
#
# Orders.parquet holds 1 and orders.parquet 2. PySpark 4.1.4 reads 1 from Orders.parquet, with or without a format. SQLFrame 4.10.0 on
# DuckDB 1.5.5 does with format="parquet" and by read.parquet. Without a format it returns 2, and an error where no small name exists.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
mkdir data
cat > program.py <<'PY'
import sys

engine = sys.argv[1]
if engine == "sqlframe":
    import duckdb
    from sqlframe.duckdb import DuckDBSession

    spark = DuckDBSession(conn=duckdb.connect())
else:
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.getOrCreate()


def read(path, **given):
    try:
        return [row[0] for row in spark.read.load(path, **given).collect()]
    except Exception as error:
        return type(error).__name__


names = {"Orders": 1, "orders": 2, "Lines": 3}
for name, value in names.items():
    spark.createDataFrame([(value,)], ["v"]).write.parquet(f"data/{engine}-{name}.parquet")
for name in names:
    path = f"data/{engine}-{name}.parquet"
    print(f"{engine}, {name}:", read(path), read(path, format="parquet"))
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
spark, Orders: [1] [1]
spark, orders: [2] [2]
spark, Lines: [3] [3]
sqlframe, Orders: [2] [1]
sqlframe, orders: [2] [2]
sqlframe, Lines: IOException [3]
END
