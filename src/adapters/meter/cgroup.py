"""The cgroup that counts, v1 or v2: a container's own, or one made for the command; else why not.

The kernel's own peak and its count of out-of-memory kills are exact, and only a cgroup has them.
"""

import os
import resource
import signal
import time
from contextlib import contextmanager, suppress
from os.path import dirname, exists, isdir, join

ROOT = "/sys/fs/cgroup"


class NoGroup:
    """Stands where no cgroup can be made: nothing is limited, and the reason is told."""

    def __init__(self, reason):
        self.reason = reason

    def begin(self):
        """Nothing counts."""

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

    def begin(self):
        """Nobody is in it yet."""

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


class Surroundings:
    """The cgroup of the container that this process is in. What was used before `begin` is not counted,
    nor what this process uses itself.
    """

    def __init__(self, files, root):
        self.files, self.root = files, root
        self.memory = join(root, files["memory"])
        self.group = Group(self.memory, files)
        self.begin()

    def begin(self):
        self.anon = self.group.anon_bytes()
        cached = counted(join(self.memory, "memory.stat"))[self.files["cached"]]
        usage = int(read(join(self.memory, self.files["usage"])))
        self.uncached = max(0, usage - cached)
        self.cpu_before = self.others_cpu()
        self.before = self.group.findings()

    def enter(self):
        """The child is born into it."""

    def anon_bytes(self):
        return max(0, self.group.anon_bytes() - self.anon)

    def findings(self):
        found = self.group.findings()
        total, user, system, throttled = (
            now - then for now, then in zip(self.others_cpu(), self.cpu_before)
        )
        peak = found["peakKernelBytes"]
        return {
            **found,
            "oomKills": found["oomKills"] - self.before["oomKills"],
            "peakKernelBytes": None if peak is None else max(0, peak - self.uncached),
            "cpuSeconds": total,
            "cpuUserSeconds": user,
            "cpuSystemSeconds": system,
            "throttledSeconds": throttled,
        }

    def others_cpu(self):
        """Seconds of all processes but this one: total, user, system, throttled."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        user, system = usage.ru_utime, usage.ru_stime
        total, in_user, in_system, throttled = self.files["cpu_seconds"](self.root)
        return total - user - system, in_user - user, in_system - system, throttled


def cpu_seconds_v1(root):
    total, user, system = (
        int(read(join(root, "cpuacct", f"cpuacct.usage{part}"))) / 1e9
        for part in ("", "_user", "_sys")
    )
    throttled = counted(join(root, "cpu", "cpu.stat")).get("throttled_time", 0)
    return total, user, system, throttled / 1e9


def cpu_seconds_v2(root):
    stat = counted(join(root, "cpu.stat"))
    names = ("usage_usec", "user_usec", "system_usec", "throttled_usec")
    return tuple(stat.get(name, 0) / 1e6 for name in names)


V1 = {
    "version": "v1",
    "anon": ("total_rss", "total_shmem"),
    "events": "memory.oom_control",
    "peak": "memory.max_usage_in_bytes",
    "limits": ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
    "memory": "memory",
    "usage": "memory.usage_in_bytes",
    "cached": "total_cache",
    "cpu_seconds": cpu_seconds_v1,
}
V2 = {
    "version": "v2",
    "anon": ("anon", "shmem"),
    "events": "memory.events",
    "peak": "memory.peak",
    "limits": ("memory.max",),
    "memory": "",
    "usage": "memory.current",
    "cached": "file",
    "cpu_seconds": cpu_seconds_v2,
}


@contextmanager
def surrounding(root=ROOT):
    """The cgroup of the container that this process is in."""
    files = V2 if exists(join(root, "cgroup.controllers")) else V1
    try:
        group = Surroundings(files, root)
    except (OSError, KeyError, ValueError) as error:
        group = NoGroup(f"the container's cgroup cannot be read: {error}")
    yield group


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
