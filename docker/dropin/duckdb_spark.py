"""PySpark programs on DuckDB by its own Spark API, which is experimental."""

import importlib
import os
import sys

import duckdb
from duckdb.experimental.spark.exception import ContributionsAcceptedError
from duckdb.experimental.spark.sql import SparkSession

API = "duckdb.experimental.spark"
MODULES = ("", ".conf", ".context", ".errors", ".sql", ".sql.functions", ".sql.types")

# How it begins to say what it lacks, and that in words
LACKS = {
    "Both relations have the same alias": "a join of a DataFrame with itself",
    "Could not infer the return type": "a function without its return type",
}


def begin_session() -> None:
    for name in MODULES:
        sys.modules[f"pyspark{name}"] = importlib.import_module(f"{API}{name}")
    # It asks for contributions in place of a reason
    ContributionsAcceptedError.__doc__ = ""
    session = SparkSession.builder.getOrCreate()
    if cpus := os.environ.get("ETL_CPUS"):
        session.conn.execute(f"SET threads = {int(cpus)}")
    if memory := os.environ.get("ETL_MEMORY"):
        # Buffers that it doesn't count come on top
        session.conn.execute(f"SET memory_limit = '{int(memory) * 6 // 10}B'")
    SparkSession.getActiveSession = staticmethod(lambda: session)


def lacks(error: Exception) -> str | None:
    if not isinstance(error, duckdb.InvalidInputException):
        return None
    return next((lacking for said, lacking in LACKS.items() if said in str(error)), None)
