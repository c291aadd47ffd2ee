"""PySpark programs on Sail: its Spark Connect server, in this very process."""

import atexit
import os
import re

from pysail.spark import SparkConnectServer
from pyspark.errors import PySparkException, UnsupportedOperationException
from pyspark.sql import SparkSession, functions
from unsupported import FORMATS_OF_SPARK, first_line

# How its errors begin that name what it lacks. Further in, they quote names and data
UNSUPPORTED = re.compile(
    r"(?:.*: )?(?:Unsupported Data Type: |unsupported extension node for streaming: )"
    r"|(?:operation )?not (?:yet )?(?:supported|implemented): "
    r"|\[(?:UNSUPPORTED_|NOT_IMPLEMENTED)"
    # Sinks of streams: files, foreach and foreachBatch
    r"|invalid argument: streaming query must write data to a sink"
    r"|cannot write streaming data to listing table"
    r"|missing argument: Python UDF output type",
    re.IGNORECASE,
)
UNKNOWN_FUNCTION = re.compile(r"unknown function: (\w+)")
UNKNOWN_FORMAT = re.compile(r"No data source found for: (.+)")


def begin_session() -> None:
    server = SparkConnectServer()
    server.start(background=True)
    atexit.register(server.stop)
    host, port = server.listening_address or ("", 0)
    os.environ["SPARK_REMOTE"] = f"sc://{host}:{port}"
    # A program that names a master would be refused: this server takes its place
    SparkSession.Builder._validate_startup_urls = without_master  # type: ignore[method-assign]
    atexit.register(SparkSession.builder.getOrCreate().stop)


def without_master(builder: SparkSession.Builder) -> None:
    builder._options.pop("spark.master", None)


def lacks(error: Exception) -> str | None:
    """Sail names what it lacks when rows are asked for, by whichever call asks."""
    if not isinstance(error, PySparkException):
        return None
    # What follows are its own structures
    said = first_line(error).partition(" {")[0]
    if unknown := UNKNOWN_FUNCTION.match(said):
        return f"function {unknown[1]}" if hasattr(functions, unknown[1].lower()) else None
    if unknown := UNKNOWN_FORMAT.match(said):
        return f"format {unknown[1]}" if unknown[1].lower() in FORMATS_OF_SPARK else None
    is_named = isinstance(error, UnsupportedOperationException) or UNSUPPORTED.match(said)
    return said if is_named else None
