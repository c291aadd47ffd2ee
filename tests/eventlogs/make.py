"""Makes a Spark event log by running a small job, and writes what meters counted meanwhile.

Usage: make.py JOB FOLDER [KEY=VALUE …], with settings of Spark. FOLDER gets log/ and answer.json;
an attempt on YARN has the number of its attempt in the answer's name.
"""

import os
import signal
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from jobs import JOBS
from meters import Meters, answer
from pyspark.sql import SparkSession

#: Jobs whose driver is killed: nothing tells of the end.
KILLED = {"crashed", "cut"}
#: On YARN, the first attempt of these fails after its work.
RETRIED = {"attempts"}


def main(job: str, folder: str, *given: str) -> None:
    place = Path(folder).resolve()
    (place / "log").mkdir(parents=True, exist_ok=True)
    settings = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": (place / "log").as_uri(),
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.port": "0",
        **dict(setting.split("=", 1) for setting in given),
    }
    builder = SparkSession.builder.appName(job)
    for key, value in settings.items():
        builder = builder.config(key, value)
    began = time.time()
    spark = builder.getOrCreate()
    ready = time.time()
    JOBS[job](spark, place)
    attempt = attempt_of(spark)
    counted = meters_of(spark, attempt).read()
    ended = time.time()
    path = place / f"answer{attempt and f'_{attempt}'}.json"
    if job in KILLED:
        path.write_text(answer(counted, (0, ended - began), (ready, ended)))
        os.kill(spark.sparkContext._gateway.proc.pid, signal.SIGKILL)
        os._exit(0)
    spark.stop()
    stopped = time.time()
    path.write_text(answer(counted, (ended - ready, stopped - began), (ended, stopped)))
    if job in RETRIED and attempt == "1":
        raise SystemExit(1)


def attempt_of(spark: SparkSession) -> str:
    """Empty but on YARN."""
    attempt = spark.sparkContext._jsc.sc().applicationAttemptId()
    return attempt.get() if attempt.isDefined() else ""


def meters_of(spark: SparkSession, attempt: str) -> Meters:
    context = spark.sparkContext
    web = f"http://localhost:{urlsplit(context.uiWebUrl).port}"
    api = f"{web}/api/v1/applications/{context.applicationId}"
    local = str(context.master).startswith("local")
    return Meters(
        f"{api}/{attempt}" if attempt else api, context._gateway.proc.pid if local else None
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
