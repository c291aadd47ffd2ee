"""A cgroup of one's own, v1 or v2, where one can be made; else the reason why not.

The kernel's own peak and its count of out-of-memory kills are exact, and only a cgroup has them.
"""

import os
import signal
import time
from contextlib import contextmanager, suppress
from os.path import dirname, exists, isdir, join

ROOT = "/sys/fs/cgroup"


class NoGroup:
    """Stands where no cgroup can be made: nothing is limited, and the reason is told."""

    def __init__(self, reason):
        self.reason = reason

    def enter(self):
        """Nothing to enter."""

    def anon_bytes(self):
        """Unknown here: the caller adds up the processes."""

    def findings(self):
        return {
            "cgroup": "none",
            "cgroupReason": self.reason,
            "peakKernelBytes": None,
            "oomKills": None,
        }


class Group:
    """A cgroup folder with its limit set."""

    def __init__(self, path, files):
        self.path, self.files = path, files

    def enter(self):
        write(join(self.path, "cgroup.procs"), os.getpid())

    def anon_bytes(self):
        counters = counted(join(self.path, "memory.stat"))
        return sum(counters[name] for name in self.files["anon"])

    def findings(self):
        return {
            "cgroup": self.files["version"],
            "cgroupReason": None,
            "peakKernelBytes": self.peak(),
            "oomKills": counted(join(self.path, self.files["events"]))["oom_kill"],
        }

    def peak(self):
        """None on v2 before Linux 5.19, which has no memory.peak."""
        path = join(self.path, self.files["peak"])
        return int(read(path)) if exists(path) else None


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
def own(memory_bytes, root=ROOT):
    """A new cgroup with that limit, removed afterwards with all that is left in it."""
    group = create(memory_bytes, root, read("/proc/self/cgroup"))
    try:
        yield group
    finally:
        if isinstance(group, Group):
            remove(group.path)


def create(memory_bytes, root, memberships):
    reasons = []
    for files, parent in places(root, memberships):
        path = join(parent, f"etl-compare-{os.getpid()}")
        try:
            os.mkdir(path)
        except OSError as error:
            reasons.append(f"{parent}: {error.strerror}")
            continue
        try:
            limit(path, files, memory_bytes)
            counted(join(path, files["events"]))["oom_kill"]
            return Group(path, files)
        except (OSError, KeyError, ValueError) as error:
            os.rmdir(path)
            reasons.append(f"{path}: {error}")
    return NoGroup(f"no cgroup can be made here ({'; '.join(reasons) or 'none is mounted'})")


def places(root, memberships):
    """Where a group may be made, best first: below one's own on v1, beside one's own on v2.

    On v2 only leaves hold processes, and a parent must have handed the memory controller down.
    """
    for line in memberships.splitlines():
        _, controllers, path = line.split(":", 2)
        if "memory" in controllers.split(","):
            for base in (root + "/memory" + path.rstrip("/"), root + "/memory"):
                if isdir(base):
                    yield V1, base
        if controllers == "":
            for base in ancestors(root, path):
                enabled = join(base, "cgroup.subtree_control")
                if exists(enabled) and "memory" in read(enabled).split():
                    yield V2, base


def ancestors(root, path):
    """Folders above a membership, nearest first, the root of the hierarchy last."""
    while path != "/":
        path = dirname(path)
        yield root + path.rstrip("/")


def limit(path, files, memory_bytes):
    if memory_bytes is None:
        return
    for name in files["limits"]:
        if exists(join(path, name)):
            write(join(path, name), memory_bytes)
    swap = join(path, "memory.swap.max")
    if exists(swap):
        write(swap, 0)


def remove(path):
    for pid in read(join(path, "cgroup.procs")).split():
        with suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    for _ in range(200):
        with suppress(OSError):
            os.rmdir(path)
            return
        time.sleep(0.005)


def counted(path):
    """Name and number a line, as memory.stat and memory.events have them."""
    lines = (line.split() for line in read(path).splitlines())
    return {name: int(number) for name, number in lines}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, value):
    with open(path, "w", encoding="utf-8") as file:
        file.write(str(value))
