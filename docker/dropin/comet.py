"""PySpark programs on Spark with DataFusion Comet: its operators run outside the JVM."""

import os
import shlex
from pathlib import Path

JARS = Path(__file__).parents[1] / "spark" / "comet-jars"
SHUFFLE = "org.apache.spark.sql.comet.execution.shuffle.CometShuffleManager"


def begin_session() -> None:
    """The program begins its own, as on Spark. These options of spark-submit come after its own."""
    heap, off_heap = memory()
    settings = {
        "spark.plugins": "org.apache.spark.CometPlugin",
        "spark.comet.enabled": "true",
        "spark.comet.exec.enabled": "true",
        "spark.comet.exec.shuffle.enabled": "true",
        # Without it, all that follows from a CSV file stays Spark's
        "spark.comet.convert.csv.enabled": "true",
        "spark.shuffle.manager": SHUFFLE,
        "spark.memory.offHeap.enabled": "true",
        "spark.memory.offHeap.size": f"{off_heap}m",
    }
    options = ["--driver-memory", f"{heap}m"]
    options += [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    given = os.environ.get("PYSPARK_SUBMIT_ARGS", "pyspark-shell")
    # Behind all others, where Spark's classes stay archived: docker/spark/jobs/class_archive.py
    others = os.environ.get("SPARK_DIST_CLASSPATH")
    os.environ["SPARK_DIST_CLASSPATH"] = ":".join(filter(None, [others, str(jar())]))
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{shlex.join(options)} {given}"


def memory() -> tuple[int, int]:
    """MiB of heap and of Comet's memory beside it: together, what Spark alone has as its heap."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    both = int(int(os.environ.get("ETL_MEMORY") or machine) / 1.4) >> 20
    return both // 2, both - both // 2


def jar() -> Path:
    found = next(JARS.glob("*comet-spark*.jar"), None)
    if found is None:
        raise SystemExit(f"{JARS} has no jar of Comet. Run: make compare-dropin")
    return found


def lacks(_: Exception) -> None:
    """What Comet has no operator for, Spark's own runs: nothing is lacking."""
