"""PySpark programs on DuckDB by its own Spark API, which is experimental."""

import importlib
import linecache
import re
import sys
from functools import wraps
from inspect import signature
from types import TracebackType
from typing import Any

import duckdb
from duckdb.experimental.spark.exception import ContributionsAcceptedError
from duckdb.experimental.spark.sql import SparkSession
from duckdb.experimental.spark.sql.column import Column
from duckdb_limits import duckdb_limits
from pyspark_names import API
from unsupported import (
    argument,
    first_line,
    frames,
    last_frame,
    name_of,
    takes_other_arguments,
)

PACKAGE = "duckdb.experimental.spark"
MODULES = ("", ".conf", ".context", ".errors", ".sql", ".sql.functions", ".sql.types")

# How it begins to say what it lacks, and that in words
LACKS = {
    "Both relations have the same alias": "a join of a DataFrame with itself",
    "Could not infer the return type": "a function without its return type",
    "STAR expression is only allowed as the root": '"*" within a function, as in count("*")',
}
OPTION = re.compile(r"\s*if (\w+)\b(?!\()")
UNKNOWN_FUNCTION = re.compile(r"Function with name (\w+) does not exist")


def begin_session() -> None:
    for name in MODULES:
        sys.modules[f"pyspark{name}"] = importlib.import_module(f"{PACKAGE}{name}")
    # It asks for contributions in place of a reason
    ContributionsAcceptedError.__doc__ = ""
    Column.__getattr__ = attribute_of_column
    session = SparkSession.builder.getOrCreate()
    for name, limit in duckdb_limits().items():
        session.conn.execute(f"SET {name} = ?", [limit])
    SparkSession.getActiveSession = staticmethod(lambda: session)
    # Its own would begin another database each time
    SparkSession.Builder.getOrCreate = lambda _builder: session
    take_zone(session)


def take_zone(session: SparkSession) -> None:
    """Its builder drops all settings. Without the time zone, times would have other hours."""
    config = SparkSession.Builder.config

    @wraps(config)
    def config_with_zone(builder: Any, *given: Any, **named: Any) -> Any:
        configured = config(builder, *given, **named)
        told = signature(config).bind(builder, *given, **named).arguments
        if told.get("key") == "spark.sql.session.timeZone":
            session.conn.execute("SET TimeZone = ?", [told.get("value")])
        return configured

    SparkSession.Builder.config = config_with_zone


def attribute_of_column(column: Column, name: str) -> Column:
    """A field of a structure, but for Spark's methods: it takes those that it lacks for fields."""
    if name.startswith("__") or name in API["Column"]:
        raise AttributeError(f"Column has no {name}")
    return column[name]


def lacks(error: Exception) -> str | None:
    if any(has_text_for_schema(frame) for frame in frames(error.__traceback__)):
        return "a schema written as DDL"
    if isinstance(error, TypeError) and takes_other_arguments(error, PACKAGE):
        return first_line(error)
    # DuckDB 1.5.5 raises the second of three options of CSV, in place of the first
    if isinstance(error, (ContributionsAcceptedError, ConnectionAbortedError)) and not str(error):
        return refused_option(last_frame(error))
    if not isinstance(error, duckdb.Error):
        return None
    if unknown := UNKNOWN_FUNCTION.search(str(error)):
        return f"function {unknown[1]}" if unknown[1].lower() in API["functions"] else None
    return next((lacking for said, lacking in LACKS.items() if said in str(error)), None)


def refused_option(raised: TracebackType) -> str:
    """The option whose test stands above the line that raised; it has no words for it."""
    file = raised.tb_frame.f_code.co_filename
    named = OPTION.match(linecache.getline(file, raised.tb_lineno - 1))
    return f"the option {named[1]}" if named else "not implemented"


def has_text_for_schema(frame: TracebackType) -> bool:
    is_made = name_of(frame) == "SparkSession.createDataFrame"
    return is_made and isinstance(argument(frame, "schema"), str)
