#!/usr/bin/env bash
# After an outer join by a column's name, the key comes from whichever side SQLFrame meets first, and is NULL where that side has no row.
#
# PySpark 4.1.4 keeps one key column, that of the side that is there. SQLFrame 4.10.0 on DuckDB 1.5.5 returns the right key if it is selected
# alone after a left join. A function of it is NULL for rows without a partner, and so is the key itself after a right join.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
cat > program.py <<'PY'
import sys

engine = sys.argv[1]
if engine == "sqlframe":
    import duckdb
    from sqlframe.duckdb import DuckDBSession
    from sqlframe.duckdb import functions as F

    spark = DuckDBSession(conn=duckdb.connect())
else:
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as F

    spark = SparkSession.builder.getOrCreate()

shops = spark.createDataFrame([("east", 1), ("west", 2)], ["shop", "staff"])
sales = spark.createDataFrame([("east", 7)], ["shop", "sold"])
left = shops.join(sales, "shop", "left")
steps = {
    "left": left.select("shop", "staff"),
    "left, a function": left.select("shop", F.upper("shop").alias("name")),
    "right": sales.join(shops, "shop", "right").select("shop"),
}
for name, frame in steps.items():
    print(f"{engine}, {name}:", sorted((tuple(row) for row in frame.collect()), key=str))
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
spark, left: [('east', 1), ('west', 2)]
spark, left, a function: [('east', 'EAST'), ('west', 'WEST')]
spark, right: [('east',), ('west',)]
sqlframe, left: [('east', 1), ('west', 2)]
sqlframe, left, a function: [('east', 'EAST'), ('west', None)]
sqlframe, right: [('east',), (None,)]
END
