"""Takes machine, user, paths and settings out of a plain event log; prints the log, gzipped.

Usage: scrub.py LOG FROM=TO … > FILE.gz. FROM=TO replaces a text everywhere, such as a folder.
"""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

KEPT = {
    "spark.app.name",
    "spark.driver.memory",
    "spark.executor.cores",
    "spark.executor.memory",
    "spark.master",
    "spark.task.cpus",
}
#: Stands in for a secret: no output may hold it.
SECRET = {"spark.hadoop.fs.s3a.secret.key": "planted-secret"}


def environment(event: dict[str, Any]) -> None:
    told = dict(event["Spark Properties"])
    kept = {key: value for key, value in told.items() if key in KEPT}
    event["JVM Information"] = {}
    event["Spark Properties"] = kept | SECRET
    for key in [
        "Hadoop Properties",
        "System Properties",
        "Metrics Properties",
        "Classpath Entries",
    ]:
        event[key] = {}


def job_start(event: dict[str, Any]) -> None:
    properties = event.get("Properties") or {}
    event["Properties"] = {
        key: properties[key] for key in properties if key == "spark.sql.execution.id"
    } | SECRET
    for info in event["Stage Infos"]:
        info["Details"] = ""


def stage(event: dict[str, Any]) -> None:
    event["Stage Info"]["Details"] = ""
    event.pop("Properties", None)


def query(event: dict[str, Any]) -> None:
    event["details"] = ""
    event["physicalPlanDescription"] = ""
    if "modifiedConfigs" in event:
        event["modifiedConfigs"] = SECRET


SQL = "org.apache.spark.sql.execution.ui.SparkListenerSQL"
SCRUBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "SparkListenerEnvironmentUpdate": environment,
    "SparkListenerJobStart": job_start,
    "SparkListenerStageSubmitted": stage,
    "SparkListenerStageCompleted": stage,
    f"{SQL}ExecutionStart": query,
    f"{SQL}AdaptiveExecutionUpdate": query,
}


def main(log: str, *replaced: str) -> None:
    with (
        gzip.GzipFile(fileobj=sys.stdout.buffer, mode="wb", filename="", mtime=0) as out,
        Path(log).open(encoding="utf-8") as lines,
    ):
        for line in lines:
            event = json.loads(line)
            if "User" in event:
                event["User"] = "etl"
            SCRUBS.get(event["Event"], lambda _: None)(event)
            text = json.dumps(event, separators=(",", ":"), ensure_ascii=False)
            for pair in replaced:
                text = text.replace(*pair.split("=", 1))
            out.write(f"{text}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
