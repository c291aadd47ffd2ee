"""A cgroup of one's own, v1 or v2, where one can be made; else the reason why not.

The kernel's own peak and its count of out-of-memory kills are exact, and only a cgroup has them.
"""

import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")


class NoGroup:
    """Stands where no cgroup can be made: nothing is limited, and the reason is told."""

    def __init__(self, reason):
        self.reason = reason

    def enter(self):
        """Nothing to enter."""

    def anon_bytes(self):
        """Unknown here: the caller adds up the processes."""
        return None

    def findings(self):
        return {"cgroup": "none", "cgroupReason": self.reason, "peakKernelBytes": None, "oomKills": None}


class Group:
    """A cgroup folder with its limit set."""

    def __init__(self, path, files):
        self.path, self.files = path, files

    def enter(self):
        (self.path / "cgroup.procs").write_text(str(os.getpid()))

    def anon_bytes(self):
        counters = counted(self.path / "memory.stat")
        return sum(counters[name] for name in self.files["anon"])

    def findings(self):
        return {
            "cgroup": self.files["version"],
            "cgroupReason": None,
            "peakKernelBytes": self.peak(),
            "oomKills": counted(self.path / self.files["events"])["oom_kill"],
        }

    def peak(self):
        """None on v2 before Linux 5.19, which has no memory.peak."""
        path = self.path / self.files["peak"]
        return int(path.read_text()) if path.exists() else None


V1 = {
    "version": "v1",
    "anon": ("total_rss", "total_shmem"),
    "events": "memory.oom_control",
    "peak": "memory.max_usage_in_bytes",
    "limits": ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
}
V2 = {
    "version": "v2",
    "anon": ("anon", "shmem"),
    "events": "memory.events",
    "peak": "memory.peak",
    "limits": ("memory.max",),
}


@contextmanager
def own(memory_bytes, root=ROOT, memberships=None):
    """A new cgroup with that limit, removed afterwards with all that is left in it."""
    group = create(memory_bytes, root, memberships or Path("/proc/self/cgroup").read_text())
    try:
        yield group
    finally:
        if isinstance(group, Group):
            remove(group.path)


def create(memory_bytes, root, memberships):
    reasons = []
    for files, parent in places(root, memberships):
        path = parent / f"etl-compare-{os.getpid()}"
        try:
            path.mkdir()
        except OSError as error:
            reasons.append(f"{parent}: {error.strerror}")
            continue
        try:
            limit(path, files, memory_bytes)
            counted(path / files["events"])["oom_kill"]
            return Group(path, files)
        except (OSError, KeyError, ValueError) as error:
            path.rmdir()
            reasons.append(f"{path}: {error}")
    return NoGroup("no cgroup can be made here (" + ("; ".join(reasons) or "none mounted") + ")")


def places(root, memberships):
    """Where a group may be made: v1 below one's own; v2 beside one's own, since only leaves hold processes."""
    for line in memberships.splitlines():
        _, controllers, own_path = line.split(":", 2)
        relative = own_path.lstrip("/")
        if "memory" in controllers.split(","):
            yield from ((V1, base) for base in (root / "memory" / relative, root / "memory") if base.is_dir())
        if controllers == "":
            for base in dict.fromkeys((root / relative).parents if relative else [root]):
                enabled = base / "cgroup.subtree_control"
                if base.is_relative_to(root) and enabled.exists() and "memory" in enabled.read_text().split():
                    yield V2, base


def limit(path, files, memory_bytes):
    if memory_bytes is None:
        return
    for name in files["limits"]:
        if (path / name).exists():
            (path / name).write_text(str(memory_bytes))
    swap = path / "memory.swap.max"
    if swap.exists():
        swap.write_text("0")


def remove(path):
    for pid in (path / "cgroup.procs").read_text().split():
        with suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    for _ in range(200):
        with suppress(OSError):
            path.rmdir()
            return
        time.sleep(0.005)


def counted(path):
    """Name and number a line, as memory.stat and memory.events have them."""
    return {name: int(number) for name, number in (line.split() for line in path.read_text().splitlines())}
