#!/usr/bin/env bash
# With SQLFrame activated, a program that uses SparkContext runs to its end: every value that comes from it is made up.
#
# SQLFrame 4.10.0, activate("duckdb"): the module pyspark is a MagicMock, so `from pyspark import SparkContext` succeeds for this and
# for any other name. A broadcast factor of 2.0 becomes 1.0, a count of an RDD becomes 1, and nothing is raised. DataFrames of the
# same program are right.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check sqlframe==4.10.0 duckdb==1.5.5
venv/bin/python - <<'PY'
import duckdb
import sqlframe

sqlframe.activate("duckdb", conn=duckdb.connect())

from pyspark import NoSuchNameInSpark, SparkContext
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
context = SparkContext.getOrCreate()
factor = float(context.broadcast(2.0).value)
rows = int(context.parallelize([1, 2, 3]).count())
priced = spark.createDataFrame([(1, 10.0)], ["id", "price"]).select((F.col("price") * factor).alias("price"))
print(f"broadcast(2.0).value: {factor}; parallelize([1, 2, 3]).count(): {rows}; price: {priced.collect()[0].price}")
print(f"a name that Spark does not have: {type(NoSuchNameInSpark).__name__}")
assert (factor, rows, priced.collect()[0].price) == (1.0, 1, 10.0)
assert type(NoSuchNameInSpark).__name__ == "MagicMock"
PY
