"""What Spark's REST API and the kernel say of a running application. No event log is read."""

import json
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

#: Listeners are told of tasks a moment later.
SETTLE_SECONDS = 3
#: Of a busy machine.
PATIENCE_SECONDS = 300
SUMS = {
    "readBytes": "inputBytes",
    "outputBytes": "outputBytes",
    "shuffleBytes": "shuffleWriteBytes",
    "spilledBytes": "diskBytesSpilled",
}
TASKS = ["numCompleteTasks", "numFailedTasks", "numKilledTasks"]


class Meters:
    """Of one application on this machine.

    Args:
        api: address of its REST API, with its id and attempt
        pid: of the JVM that driver and executors share; None where they are several
    """

    def __init__(self, api: str, pid: int | None) -> None:
        self.api, self.pid = api, pid

    def read(self) -> dict[str, Any]:
        """Counts up to now, once no task is on its way to them."""
        time.sleep(SETTLE_SECONDS)
        stages, jobs = self.get("stages"), self.get("jobs")
        executors = self.get("allexecutors")
        peaks = [each.get("peakMemoryMetrics", {}).get("JVMHeapMemory", 0) for each in executors]
        queries = self.get("sql?details=false&planDescription=false&length=1000")
        counts = {
            "tasks": sum(stage[key] for stage in stages for key in TASKS),
            "failedTasks": sum(stage["numFailedTasks"] for stage in stages),
            "jobs": len(jobs),
            "failedJobs": sum(job["status"] == "FAILED" for job in jobs),
            "queries": len(queries),
            **{name: sum(stage[key] for stage in stages) for name, key in SUMS.items()},
        }
        return {
            "counts": counts,
            "taskSeconds": sum(self.task_ms(stage) for stage in stages) / 1000,
            "heapBytes": max(peaks),
            "processBytes": self.pid and most_resident(self.pid),
            "executors": [(cores(each), seconds(each["addTime"])) for each in executors],
        }

    def task_ms(self, stage: dict[str, Any]) -> int:
        """Of all that ended. What an executor tells is, of the driver, how long it has lived."""
        tasks = self.get(f"stages/{stage['stageId']}/{stage['attemptId']}/taskList?length=100000")
        return sum(task["duration"] for task in tasks if task["status"] != "RUNNING")

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.api}/{path}", timeout=PATIENCE_SECONDS) as answer:
            return json.load(answer)


def cores(executor: dict[str, Any]) -> int:
    return int(executor["totalCores"])


def seconds(moment: str) -> float:
    """Since 1970, of `2026-11-29T12:00:00.123GMT`."""
    return datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%fGMT").replace(tzinfo=UTC).timestamp()


def most_resident(pid: int) -> int:
    """Bytes of memory that a process had at its peak."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"no VmHWM of {pid}")


def answer(counted: dict[str, Any], lived: tuple[float, float], paid: tuple[float, float]) -> str:
    """As JSON, with bounds of what only clocks tell.

    Args:
        lived: least and most seconds of the application
        paid: least and most time at which executors ended, seconds since 1970
    """
    executors = counted.pop("executors")
    core_seconds = [
        round(sum(many * max(0, end - added) for many, added in executors), 3) for end in paid
    ]
    times = {"seconds": [round(each, 3) for each in lived], "coreSeconds": core_seconds}
    return json.dumps(counted | times, indent=1) + "\n"
