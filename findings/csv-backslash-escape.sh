#!/usr/bin/env bash
# One CSV, one declared escape character, two values: DuckDB drops a backslash that Spark keeps.
#
# Spark's default CSV dialect escapes with a backslash. Spark 4.1.4 reads `"x\z"` as x\z: before a character that needs no escape, a
# backslash stands for itself. DuckDB 1.5.5 with escape='\' reads xz: it drops the backslash whatever follows. Neither reports an
# error, so that Windows paths and regular expressions change on the way from one engine to the other.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 pyspark==4.1.4
printf 'id,v\n1,"C:\\temp"\n2,"say \\"hi\\""\n' > values.csv
venv/bin/python 2>/dev/null - <<'PY'
import duckdb
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
by_spark = [row.v for row in spark.read.csv("values.csv", header=True, escape="\\").orderBy("id").collect()]
by_duckdb = [
    v for (v,) in duckdb.sql(
        r"""SELECT v FROM read_csv('values.csv', header=true, delim=',', quote='"', escape='\', all_varchar=true) ORDER BY id"""
    ).fetchall()
]
print("spark ", by_spark, "\nduckdb", by_duckdb)
assert by_spark == ["C:\\temp", 'say "hi"']
assert by_duckdb == ["C:temp", 'say "hi"']
PY
