#!/usr/bin/env bash
# A column made by an operator, without an alias: SQLFrame has its values, but no name for it, and leaves it out of .columns.
#
# PySpark 4.1.4 calls col("v") + 1 "(v + 1)", and goes on. SQLFrame 4.10.0 on DuckDB 1.5.5 returns rows of two values whose .columns has
# one name. What comes next decides: limit returns both values, toDF refuses two names, and where or distinct ends with a parser error, since
# the column is selected by an empty name. A function's column has a name, though another one: sum__v__ for sum(v).
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

rows = spark.createDataFrame([("a", 1), ("b", 2)], ["k", "v"])
more = rows.select("k", F.col("v") + 1)
steps = {
    "select": lambda: more,
    "limit": lambda: more.limit(5),
    "toDF": lambda: more.toDF("k", "w"),
    "where": lambda: more.where(F.col("k") == "a"),
    "distinct": lambda: more.distinct(),
    "sum": lambda: rows.groupBy("k").agg(F.sum("v")),
}
for name, step in steps.items():
    try:
        frame = step()
        print(f"{engine}, {name}:", frame.columns, sorted(tuple(row) for row in frame.collect()))
    except Exception as error:
        print(f"{engine}, {name}:", type(error).__name__)
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
spark, select: ['k', '(v + 1)'] [('a', 2), ('b', 3)]
spark, limit: ['k', '(v + 1)'] [('a', 2), ('b', 3)]
spark, toDF: ['k', 'w'] [('a', 2), ('b', 3)]
spark, where: ['k', '(v + 1)'] [('a', 2)]
spark, distinct: ['k', '(v + 1)'] [('a', 2), ('b', 3)]
spark, sum: ['k', 'sum(v)'] [('a', 1), ('b', 2)]
sqlframe, select: ['k'] [('a', 2), ('b', 3)]
sqlframe, limit: ['k'] [('a', 2), ('b', 3)]
sqlframe, toDF: ValueError
sqlframe, where: ParserException
sqlframe, distinct: ParserException
sqlframe, sum: ['k', 'sum__v__'] [('a', 1), ('b', 2)]
END
