"""A Spark session that fits its cores and memory: a local one, or the driver of a cluster."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import class_archive
import iceberg
import java
from heap import held, log_option
from pyspark.sql import SparkSession
from reports import report

LOG4J = Path(__file__).parents[1] / "conf" / "log4j2.properties"
EXECUTORS = ("spark.executor.cores", "spark.executor.memory")
UNTOLD = (
    "spark.driver.defaultJavaOptions",
    "spark.driver.extraClassPath",
    "spark.jars",
    "spark.local.dir",
    "spark.sql.catalog.",
)


def local_session(app: str, more: Mapping[str, str] | None = None) -> SparkSession:
    """`more` are settings of what the session reads or writes, such as Delta's."""
    # One that a launcher or a notebook has begun: another engine's, perhaps
    if running := SparkSession.getActiveSession():
        running.conf.set("spark.sql.session.timeZone", "UTC")
        return running
    cpus = int(os.environ.get("ETL_CPUS") or len(os.sched_getaffinity(0)))
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    heap_bytes = heap_of(int(os.environ.get("ETL_MEMORY") or machine))
    scratch = Path(tempfile.mkdtemp(prefix=f"{app}-"))
    gc_log = scratch / "gc.log"
    java_home = java.home(scratch)
    os.environ["JAVA_HOME"] = str(java_home)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    master = os.environ.get("ETL_SPARK_MASTER")
    if master is None:
        # Else Spark looks up the host's name, and warns of what it finds
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    misfit = class_archive.misfit(class_archive.circumstances(java_home, heap_bytes))
    settings: dict[str, bool | float | int | str | None] = {
        "spark.driver.memory": f"{heap_bytes >> 20}m",
        # Throughput counts here and pauses don't, so the parallel collector rather than G1
        "spark.driver.extraJavaOptions": f"-XX:+UseParallelGC -XX:ActiveProcessorCount={cpus}"
        f" {log_option(gc_log)} -Djava.io.tmpdir={scratch}"
        f" -Dlog4j2.configurationFile={LOG4J.as_uri()}",
        "spark.local.dir": str(scratch),
        # Enough for large inputs; adaptive execution merges what is small
        "spark.sql.shuffle.partitions": str(32 * cpus),
        "spark.sql.session.timeZone": "UTC",
        # Instead of INT96
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
        "spark.ui.enabled": os.environ.get("SPARK_UI", "false"),
        "spark.ui.showConsoleProgress": "false",
        **({"spark.executor.extraJavaOptions": "-XX:+UseParallelGC"} if master else {}),
        **class_archive.in_order(),
        **(class_archive.taken() if misfit is None else {}),
        **iceberg.session_settings(),
        **(more or {}),
    }
    builder = SparkSession.builder.master(master or f"local[{cpus}]").appName(app)
    spark = builder.config(map=settings).getOrCreate()
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    # After Spark has stopped, and before its folder goes
    atexit.register(lambda: report(**held(gc_log)))
    atexit.register(spark.stop)
    report(settings={**seen(spark, misfit), **told(settings)})
    return spark


def heap_of(memory: int) -> int:
    """Beside its heap a PySpark driver is given 40 % of it, which is Spark's rule on Kubernetes."""
    return int(memory / 1.4)


def seen(spark: SparkSession, misfit: str | None) -> dict[str, str]:
    """What Spark and its Java make of their settings.

    Tasks at once, largest heap, what each executor has, bytes of a row group, whether the archive
    of classes is used.
    """
    context = spark.sparkContext
    jvm: Any = context._jvm
    heap = jvm.java.lang.Runtime.getRuntime().maxMemory()
    hadoop = context._jsc.hadoopConfiguration()
    row_group = jvm.org.apache.parquet.hadoop.ParquetOutputFormat.getLongBlockSize(hadoop)
    executors = {name: context.getConf().get(name) for name in EXECUTORS}
    is_shared = class_archive.is_mapped(jvm.java.lang.ProcessHandle.current().pid())
    return {
        "spark.master": str(context.master),
        "threads": str(context.defaultParallelism),
        "memory_limit": f"{heap >> 20} MiB of heap",
        "streaming": "yes, by partitions",
        "row_group_size": f"{row_group >> 20} MiB",
        **{name: value for name, value in executors.items() if value is not None},
        "class_archive": "used" if is_shared else f"not used: {misfit or 'Java refused it'}",
    }


def told(settings: Mapping[str, object]) -> dict[str, str]:
    """What differs from Spark's defaults, but for folders, and what may hold a password."""
    texts = {name: str(value) for name, value in settings.items() if not name.startswith(UNTOLD)}
    options = texts["spark.driver.extraJavaOptions"].split()
    flags = [option for option in options if not option.startswith(("-D", "-Xlog"))]
    return texts | {"spark.driver.extraJavaOptions": " ".join(flags)}
