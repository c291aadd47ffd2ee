"""What a program reports back to etl-compare: lines in the file that ETL_STAGES names."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import cgroup


def ready(settings: Mapping[str, object]) -> None:
    """The engine is up. `threads` and `memory_limit` are its own; the rest is what it sees."""
    seen = {"cores": len(os.sched_getaffinity(0)), "cgroup.memory": cgroup.memory_limit()}
    report(settings={name: str(value) for name, value in {**settings, **seen}.items()})
    report(stage="ready")


@contextmanager
def stage(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    report(stage=name, seconds=round(time.perf_counter() - start, 6))


def report(**line: str | float | dict[str, str]) -> None:
    if path := os.environ.get("ETL_STAGES"):
        with Path(path).open("a", encoding="utf-8") as stages:
            stages.write(json.dumps(line) + "\n")
