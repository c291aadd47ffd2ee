"""What a JVM's heap held after full collections, by its own log: it needs at least that."""

import re
from collections.abc import Iterable
from pathlib import Path

FULL = re.compile(r"Pause Full .*?->(\d+)([KMG])\(")
BYTES = {"K": 2**10, "M": 2**20, "G": 2**30}


def log_option(log: Path) -> str:
    """A line a collection, which costs nothing that could be measured."""
    return f"-Xlog:gc:file={log}"


def held(log: Path) -> dict[str, int | str | None]:
    """The most in bytes, as the job contract takes it; null with the reason where unknown."""
    if not log.exists():
        return {"heapAfterFullGcBytes": None, "reason": "the JVM wrote no log of its collections"}
    after = list(after_full(log.read_text(encoding="utf-8").splitlines()))
    if not after:
        return {"heapAfterFullGcBytes": None, "reason": "no full collection took place"}
    return {"heapAfterFullGcBytes": max(after)}


def after_full(lines: Iterable[str]) -> Iterable[int]:
    for line in lines:
        if found := FULL.search(line):
            yield int(found[1]) * BYTES[found[2]]
