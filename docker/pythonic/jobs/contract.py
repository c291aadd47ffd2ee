"""What etl-compare passes to a job in environment variables, and what the job reports back."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import cgroup

INPUT = Path(os.environ["ETL_INPUT"])
OUTPUT = Path(os.environ["ETL_OUTPUT"])
CPUS = int(os.environ.get("ETL_CPUS") or os.cpu_count() or 1)
MEMORY = int(
    os.environ.get("ETL_MEMORY") or os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
)


def ready(settings: Mapping[str, object]) -> None:
    """The engine is up. `threads` and `memory_limit` are its own; the rest is what it sees."""
    seen = {"cores": len(os.sched_getaffinity(0)), "cgroup.memory": cgroup.memory_limit()}
    _report(settings={name: str(value) for name, value in {**settings, **seen}.items()})
    _report(stage="ready")


@contextmanager
def stage(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    _report(stage=name, seconds=round(time.perf_counter() - start, 3))


def _report(**line: str | float | dict[str, str]) -> None:
    if path := os.environ.get("ETL_STAGES"):
        with Path(path).open("a", encoding="utf-8") as stages:
            stages.write(json.dumps(line) + "\n")
