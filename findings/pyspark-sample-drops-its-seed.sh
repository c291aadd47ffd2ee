#!/usr/bin/env bash
# PySpark's `sample(0.1, seed=42)` draws other rows each time: the seed is dropped.
#
# PySpark 4.1.4 documents three ways to call DataFrame.sample. With the fraction first and the seed by name, as its docstring shows,
# the seed does not reach Spark, so a sample that is meant to be the same in each run is not. `sample(fraction=0.1, seed=42)`,
# `sample(0.1, 42)` and `sample(False, 0.1, 42)` all draw the same rows, always. A comparison of two runs of such a job finds other
# rows, and no error says why.
#
# Needs Python 3.11 with venv, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check pyspark==4.1.4
venv/bin/python - 2>/dev/null <<'PY'
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
calls = {
    "sample(0.1, seed=42)": lambda frame: frame.sample(0.1, seed=42),
    "sample(fraction=0.1, seed=42)": lambda frame: frame.sample(fraction=0.1, seed=42),
    "sample(0.1, 42)": lambda frame: frame.sample(0.1, 42),
    "sample(False, 0.1, 42)": lambda frame: frame.sample(False, 0.1, 42),
}
seen = {}
for call, draw in calls.items():
    drawn = [tuple(row.id for row in draw(spark.range(1000)).collect()) for _ in range(5)]
    seen[call] = len(set(drawn))
    print(f"{call:31} {seen[call]} different samples in 5 calls")
assert list(seen.values()) == [5, 1, 1, 1]
PY
