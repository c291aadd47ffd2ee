"""The operations of a job, those of ETL_OPERATIONS in their order: methods of an object."""

import os
import time
from collections.abc import Iterator

from reports import stage


def timed(orders: object) -> Iterator[tuple[str, float]]:
    """The name and the seconds of each, when it is done. `before_<name>` is not timed."""
    for name in os.environ["ETL_OPERATIONS"].split():
        if before := getattr(orders, f"before_{name}", None):
            before()
        start = time.perf_counter()
        getattr(orders, name)()
        yield name, round(time.perf_counter() - start, 6)


def warm_up(few: object) -> None:
    """Does all, so that most of what an engine does only at a first call is not in later times."""
    with stage("warm_up"):
        for _ in timed(few):
            pass
        # What is still to be written to disk would disturb them, too
        os.sync()
