"""PySpark programs on Sail: its Spark Connect server, in this very process."""

import atexit
import os
import re

from pysail.spark import SparkConnectServer
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from unsupported import first_line

UNSUPPORTED = re.compile(r"unsupported|not[ _](yet )?(supported|implemented)", re.IGNORECASE)


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
    named = f"{type(error).__name__} {error}"
    is_known = isinstance(error, PySparkException) and UNSUPPORTED.search(named)
    return first_line(error) if is_known else None
