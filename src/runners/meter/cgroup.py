"""What a cgroup counts, v1 or v2: a container's own, or one made for the command; else why not.

The kernel's own peak and its count of out-of-memory kills are exact, and only a cgroup has them.
"""

import os
import resource
import time
from contextlib import contextmanager
from os.path import exists, join

from cgroup_files import (
    ROOT,
    V1,
    V2,
    counted,
    kept,
    kept_if_there,
    kernel_bytes,
    number,
    read,
    write,
)


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
