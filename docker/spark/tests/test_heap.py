"""What a program reports of its heap, by the log of a JVM."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "jobs"))

from heap import held

LOG = """\
[0.010s][info][gc] Using Parallel
[1.802s][info][gc] GC(0) Pause Young (Allocation Failure) 512M->180M(981M) 4.120ms
[2.102s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 180M->90112K(981M) 21.512ms
[9.512s][info][gc] GC(2) Pause Full (Ergonomics) 1G->212M(2800M) 350.112ms
[9.998s][info][gc] GC(3) Pause Full (Ergonomics) 900M->150M(2800M) 150.112ms
"""


def test_the_most_after_a_full_collection(tmp_path: Path) -> None:
    log = tmp_path / "gc.log"
    log.write_text(LOG)
    assert held(log) == {"heapAfterFullGcBytes": 212 * 2**20}


def test_the_reason_where_there_was_none(tmp_path: Path) -> None:
    log = tmp_path / "gc.log"
    assert held(log)["heapAfterFullGcBytes"] is None
    log.write_text(LOG.splitlines()[0])
    reason = {"reason": "no full collection took place"}
    assert held(log) == {"heapAfterFullGcBytes": None} | reason
