"""Takes machine, user, paths and settings out of the events of a log."""

import json
from collections.abc import Callable, Iterable, Iterator
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


def application(event: dict[str, Any]) -> None:
    event["User"] = "etl"
    for key in ["Driver Logs", "Driver Attributes"]:
        event.pop(key, None)


def executor(event: dict[str, Any]) -> None:
    event["Executor Info"] |= {"Log Urls": {}, "Attributes": {}}


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


def session(event: dict[str, Any]) -> None:
    for key in ["statementText", "userId", "userName"]:
        if key in event:
            event[key] = ""


SQL = "org.apache.spark.sql.execution.ui.SparkListenerSQL"
CONNECT = "org.apache.spark.sql.connect.service.SparkListenerConnect"
SCRUBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "SparkListenerApplicationStart": application,
    "SparkListenerEnvironmentUpdate": environment,
    "SparkListenerExecutorAdded": executor,
    "SparkListenerJobStart": job_start,
    "SparkListenerStageSubmitted": stage,
    "SparkListenerStageCompleted": stage,
    f"{SQL}ExecutionStart": query,
    f"{SQL}AdaptiveExecutionUpdate": query,
}


def scrubbed(lines: Iterable[bytes], texts: dict[str, str]) -> Iterator[bytes]:
    """The lines of a log, without what is nobody's business; a last one that was cut stays so.

    Args:
        texts: what replaces a text everywhere, such as the name of a folder
    """
    for line in lines:
        whole = line.endswith(b"\n")
        text = scrubbed_event(line) if whole else line.decode()
        for old, new in texts.items():
            text = text.replace(old, new)
        yield f"{text}\n".encode() if whole else text.encode()


def scrubbed_event(line: bytes) -> str:
    event = json.loads(line)
    name = event["Event"]
    SCRUBS.get(name, session if name.startswith(CONNECT) else lambda _: None)(event)
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False)
