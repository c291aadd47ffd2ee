"""Programs that begin Spark's session themselves: options of spark-submit, and how much memory."""

import os
import re
import shlex
from collections.abc import Mapping
from typing import Any

from etl_stages import report
from pyspark import SparkContext

REPORTED = ("spark.master", "spark.plugins", "spark.driver.memory", "spark.memory.offHeap.size")
DRIVER_MEMORY = re.compile(
    r"(?:--driver-memory[ =]|spark\.driver\.memory=)(\d+)([kmgt]?)b?\b", re.I
)
MIB = {"k": 2**-10, "": 1, "m": 1, "g": 2**10, "t": 2**20}


def driver_memory() -> int:
    """MiB for a driver, inside and outside its heap.

    As much as PYSPARK_SUBMIT_ARGS says, else the limit of memory, or the machine's memory, / 1.4.
    The rest is for Python and the JVM itself, by Spark's rule for PySpark on Kubernetes.
    """
    named = DRIVER_MEMORY.findall(os.environ.get("PYSPARK_SUBMIT_ARGS", ""))
    if named:
        amount, unit = named[-1]
        return int(int(amount) * MIB[unit.lower()])
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return int(int(os.environ.get("ETL_MEMORY") or machine) / 1.4) >> 20


def submit_with(heap: int, settings: Mapping[str, str]) -> None:
    """Options for the program's session, which also reports where it runs.

    :param heap: MiB; those of PYSPARK_SUBMIT_ARGS that share their memory otherwise keep theirs
    :param settings: of which PYSPARK_SUBMIT_ARGS has the last word
    """
    given = os.environ.get("PYSPARK_SUBMIT_ARGS", "pyspark-shell")
    *options, program = shlex.split(given)
    first = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    last = [] if "spark.memory.offHeap.size" in given else ["--driver-memory", f"{heap}m"]
    os.environ["PYSPARK_SUBMIT_ARGS"] = shlex.join([*first, *options, *last, program])
    report_where_it_runs()


def report_where_it_runs() -> None:
    begin = SparkContext.__init__

    def begin_and_report(context: SparkContext, *args: Any, **more: Any) -> None:
        begin(context, *args, **more)
        settings = {name: context.getConf().get(name) for name in REPORTED}
        report(settings={name: value for name, value in settings.items() if value is not None})

    SparkContext.__init__ = begin_and_report  # type: ignore[method-assign]
