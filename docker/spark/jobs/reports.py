"""What a job reports back to etl-compare: lines in the file that ETL_STAGES names, if it does."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def report(**line: str | float | dict[str, str] | None) -> None:
    if path := os.environ.get("ETL_STAGES"):
        with Path(path).open("a", encoding="utf-8") as stages:
            stages.write(json.dumps(line) + "\n")


def ready() -> None:
    report(stage="ready")


@contextmanager
def stage(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    report(stage=name, seconds=round(time.perf_counter() - start, 6))
