"""PySpark programs on Spark with DataFusion Comet: its operators run outside the JVM."""

import os
from pathlib import Path

from submit import driver_memory, submit_with

JARS = Path(__file__).parents[1] / "spark" / "comet-jars"
SHUFFLE = "org.apache.spark.sql.comet.execution.shuffle.CometShuffleManager"


def begin_session() -> None:
    """The program begins its own, as on Spark."""
    memory = driver_memory()
    heap = memory // 2
    # Behind all others, where Spark's classes stay archived: docker/spark/jobs/class_archive.py
    others = os.environ.get("SPARK_DIST_CLASSPATH")
    os.environ["SPARK_DIST_CLASSPATH"] = ":".join(filter(None, [others, str(jar())]))
    submit_with(
        heap,
        {
            "spark.plugins": "org.apache.spark.CometPlugin",
            "spark.comet.enabled": "true",
            "spark.comet.exec.enabled": "true",
            "spark.comet.exec.shuffle.enabled": "true",
            # Without it, all that follows from a CSV file stays Spark's
            "spark.comet.convert.csv.enabled": "true",
            "spark.shuffle.manager": SHUFFLE,
            "spark.memory.offHeap.enabled": "true",
            "spark.memory.offHeap.size": f"{memory - heap}m",
        },
    )


def jar() -> Path:
    found = next(JARS.glob("*comet-spark*.jar"), None)
    if found is None:
        raise SystemExit(f"{JARS} has no jar of Comet. Run: make .tools/stamp/comet-jars")
    return found


def lacks(_: Exception) -> None:
    """What Comet has no operator for, Spark's own runs: nothing is lacking."""
