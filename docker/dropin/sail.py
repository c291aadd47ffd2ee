"""PySpark programs on Sail: its Spark Connect server, in this very process."""

import atexit
import os

from pyspark.errors.exceptions.connect import UnsupportedOperationException
from pyspark.sql import SparkSession
from pysail.spark import SparkConnectServer


def begin_session() -> None:
    server = SparkConnectServer()
    server.start(background=True)
    atexit.register(server.stop)
    host, port = server.listening_address or ("", 0)
    os.environ["SPARK_REMOTE"] = f"sc://{host}:{port}"
    atexit.register(SparkSession.builder.getOrCreate().stop)


def is_unsupported(error: Exception) -> bool:
    return isinstance(error, UnsupportedOperationException)
