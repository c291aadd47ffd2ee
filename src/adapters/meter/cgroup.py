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


class Look:
    """Bytes of a cgroup at one time: anonymous and shared, page cache, the kernel's own; and its
    highest total until then, None where the kernel keeps none.
    """

    def __init__(self, anon, cached, kernel, peak):
        self.anon, self.cached, self.kernel, self.peak = anon, cached, kernel, peak


def between(before, now):
    """What anonymous memory must have reached between two looks for the kernel's peak to have risen
    so far: page cache and the kernel's own memory explain the rest. 0 where it has not risen.

    Too much where files were written and removed in between: their page cache is in neither look.
    """
    if now.peak is None or now.peak == before.peak:
        return 0
    return now.peak - max(before.cached, now.cached) - max(before.kernel, now.kernel)


class NoGroup:
    """Stands where no cgroup can be made: nothing is limited, and the reason is told."""

    def __init__(self, reason):
        self.reason = reason

    def begin(self):
        """Nothing counts."""

    def enter(self):
        """Nothing to enter."""

    def look(self):
        """Unknown here: the caller adds up the processes."""

    def cpu_seconds(self):
        """Unknown here, likewise."""

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
        self.stat = kept(join(path, "memory.stat"))
        self.highest = kept_if_there(join(path, files["peak"]))
        self.kernel = kept_if_there(join(path, files["kernel"]))

    def begin(self):
        """Nobody is in it yet."""

    def enter(self):
        write(join(self.path, "cgroup.procs"), os.getpid())

    def look(self):
        stat, names = self.stat(), self.files
        shared = number(stat, names["shared"])
        anon = number(stat, names["anon"]) + shared
        cached = number(stat, names["cached"]) - shared  # to the kernel the shared is cache too
        kernel = int(self.kernel()) if self.kernel else kernel_bytes(stat)
        return Look(anon, cached, kernel, self.peak())

    def cpu_seconds(self):
        """Unknown: the processes tell."""

    def findings(self):
        return {
            "cgroup": self.files["version"],
            "cgroupReason": None,
            "peakKernelBytes": self.peak(),
            "oomKills": counted(join(self.path, self.files["events"]))["oom_kill"],
        }

    def peak(self):
        """None on v2 before Linux 5.19, which has no memory.peak."""
        return int(self.highest()) if self.highest else None


class Surroundings:
    """The cgroup of the container that this process is in. What was used before `begin` is not
    counted, nor what this process uses itself.
    """

    def __init__(self, files, root):
        self.files, self.root = files, root
        self.memory = join(root, files["memory"])
        self.group = Group(self.memory, files)
        self.used = files["cpu_used"](root)
        self.begin()

    def begin(self):
        look = self.group.look()
        usage = int(read(join(self.memory, self.files["usage"])))
        self.anon = look.anon
        self.uncached = max(0, usage - look.cached)
        self.cpu_before = self.others_cpu()
        self.before = self.group.findings()

    def enter(self):
        """The child is born into it."""

    def look(self):
        look = self.group.look()
        peak = None if look.peak is None else look.peak - self.anon
        return Look(max(0, look.anon - self.anon), look.cached, look.kernel, peak)

    def cpu_seconds(self):
        return self.used() - time.process_time() - self.cpu_before[0]

    def findings(self):
        found = self.group.findings()
        now, before = self.others_cpu(), self.cpu_before
        total, user, throttled = (now[index] - before[index] for index in range(3))
        user = min(max(0.0, user), total)  # the kernel splits by ticks what it sums up exactly
        peak = found["peakKernelBytes"]
        return {
            **found,
            "oomKills": found["oomKills"] - self.before["oomKills"],
            "peakKernelBytes": None if peak is None else max(0, peak - self.uncached),
            "cpuSeconds": total,
            "cpuUserSeconds": user,
            "cpuSystemSeconds": total - user,
            "throttledSeconds": throttled,
        }

    def others_cpu(self):
        """Seconds of all processes but this one: total, in user space, throttled."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        total, user, throttled = self.files["cpu_seconds"](self.root)
        return total - usage.ru_utime - usage.ru_stime, user - usage.ru_utime, throttled


def kernel_bytes(stat):
    """What v2's memory.stat has: as a whole since Linux 5.18, before that its greatest parts."""
    whole = number(stat, "kernel", None)
    parts = ("slab", "kernel_stack", "pagetables", "percpu", "sock")
    return sum(number(stat, part, 0) for part in parts) if whole is None else whole


def cpu_used_v1(root):
    usage = kept(join(root, "cpuacct", "cpuacct.usage"))
    return lambda: int(usage()) / 1e9


def cpu_used_v2(root):
    stat = kept(join(root, "cpu.stat"))
    return lambda: number(stat(), "usage_usec") / 1e6


def cpu_seconds_v1(root):
    total, user = (
        int(read(join(root, "cpuacct", f"cpuacct.usage{part}"))) / 1e9 for part in ("", "_user")
    )
    throttled = counted(join(root, "cpu", "cpu.stat")).get("throttled_time", 0)
    return total, user, throttled / 1e9


def cpu_seconds_v2(root):
    stat = counted(join(root, "cpu.stat"))
    names = ("usage_usec", "user_usec", "throttled_usec")
    return tuple(stat.get(name, 0) / 1e6 for name in names)


V1 = {
    "version": "v1",
    "anon": "total_rss",
    "shared": "total_shmem",
    "cached": "total_cache",
    "events": "memory.oom_control",
    "peak": "memory.max_usage_in_bytes",
    "limits": ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
    "memory": "memory",
    "usage": "memory.usage_in_bytes",
    "cpu_seconds": cpu_seconds_v1,
    "cpu_used": cpu_used_v1,
    "kernel": "memory.kmem.usage_in_bytes",
}
V2 = {
    "version": "v2",
    "anon": "anon",
    "shared": "shmem",
    "cached": "file",
    "events": "memory.events",
    "peak": "memory.peak",
    "limits": ("memory.max",),
    "memory": "",
    "usage": "memory.current",
    "cpu_seconds": cpu_seconds_v2,
    "cpu_used": cpu_used_v2,
    "kernel": "memory.kmem",  # there is none: memory.stat has it
}


@contextmanager
def surrounding(root=ROOT):
    """The cgroup of the container that this process is in."""
    files = V2 if exists(join(root, "cgroup.controllers")) else V1
    group: Surroundings | NoGroup
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


def kept(path):
    """A function that reads a file of the kernel's: kept open, that costs a tenth."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    return lambda: os.pread(file, 65536, 0)


def kept_if_there(path):
    return kept(path) if exists(path) else None


def number(stat, name, *default):
    """The number behind a name, a line each; the default, if any, where it is missing."""
    found = (b"\n" + stat).find(b"\n%b " % name.encode())
    if found < 0 and default:
        return default[0]
    if found < 0:
        raise KeyError(name)
    begin = found + len(name) + 1
    return int(stat[begin : stat.index(b"\n", begin)])


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
