"""What etl-compare passes to a job in environment variables, and what the job reports back."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INPUT = Path(os.environ["ETL_INPUT"])
OUTPUT = Path(os.environ["ETL_OUTPUT"])


def report(**line: str | float | dict[str, str]) -> None:
    if path := os.environ.get("ETL_STAGES"):
        with Path(path).open("a", encoding="utf-8") as stages:
            stages.write(json.dumps(line) + "\n")


def ready() -> None:
    report(stage="ready")


@contextmanager
def stage(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    report(stage=name, seconds=round(time.perf_counter() - start, 3))
