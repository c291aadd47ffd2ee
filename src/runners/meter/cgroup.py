"""What a cgroup counts, v1 or v2: a container's own, or one made for the command; else why not.

The kernel's own peak and its count of out-of-memory kills are exact, and only a cgroup has them.
"""

import os
import resource
import time
from collections import namedtuple
from contextlib import contextmanager
from os.path import exists, join

from cgroup_files import (
    ROOT,
    V1,
    V2,
    kept,
    kept_if_there,
    kernel_bytes,
    number,
    read,
    write,
)
from process_tree import descendants

# Bytes of a cgroup at one time: anonymous and shared, page cache, the kernel's own; and its highest
# total until then, None where the kernel keeps none.
Look = namedtuple("Look", "anon cached kernel peak")


class Account:
    """What counts for a command. What an account leaves as it is here, the processes tell."""

    def begin(self):
        """Nobody is in it yet."""

    def enter(self):
        """The child is born into it."""

    def look(self):
        """Unknown: the caller adds up the processes."""

    def cpu_seconds(self):
        """Unknown, likewise."""

    def pids(self):
        return descendants()


class NoGroup(Account):
    """Stands where no cgroup can be made: nothing is limited, for a reason."""

    path = None

    def __init__(self, reason):
        self.reason = reason

    def findings(self):
        return {
            "cgroup": "none",
            "cgroupReason": self.reason,
            "peakKernelBytes": None,
            "oomKills": None,
        }


class Group(Account):
    """A cgroup folder with its limit set."""

    def __init__(self, path, files):
        self.path, self.files = path, files
        self.stat = kept(join(path, "memory.stat"))
        self.highest = kept_if_there(join(path, files["peak"]))
        self.kernel = kept_if_there(join(path, files["kernel"]))
        self.events = kept(join(path, files["events"]))

    def enter(self):
        write(join(self.path, "cgroup.procs"), os.getpid())

    def look(self):
        stat, names = self.stat(), self.files
        shared = number(stat, names["shared"])
        anon = number(stat, names["anon"]) + shared
        cached = number(stat, names["cached"]) - shared  # to the kernel the shared is cache too
        kernel = int(self.kernel()) if self.kernel else kernel_bytes(stat)
        return Look(anon, cached, kernel, self.peak())

    def findings(self):
        return {
            "cgroup": self.files["version"],
            "cgroupReason": None,
            "peakKernelBytes": self.peak(),
            "oomKills": number(self.events(), "oom_kill"),
        }

    def peak(self):
        """None on v2 before Linux 5.19, which has no memory.peak."""
        return int(self.highest()) if self.highest else None


def opened(files, folder_of):
    """Memory and a function for CPU-seconds of a cgroup, which has a folder in each hierarchy."""
    memory, *others = map(folder_of, files["hierarchies"])
    return Group(memory, files), files["cpu_times"](*others)


class Surroundings(Account):
    """The cgroup of the container that this process is in. What was used before `begin` is not
    counted, nor what this process uses itself.
    """

    def __init__(self, files, root):
        self.files = files
        self.group, self.times = opened(files, lambda name: join(root, name))
        self.begin()

    def begin(self):
        look = self.group.look()
        usage = int(read(join(self.group.path, self.files["usage"])))
        self.anon = look.anon
        self.uncached = max(0, usage - look.cached)
        self.cpu_before = self.others_cpu()
        self.before = self.group.findings()

    def look(self):
        look = self.group.look()
        peak = None if look.peak is None else look.peak - self.anon
        return look._replace(anon=max(0, look.anon - self.anon), peak=peak)

    def cpu_seconds(self):
        return self.times()[0] - time.process_time() - self.cpu_before[0]

    def findings(self):
        found = self.group.findings()
        now, before = self.others_cpu(), self.cpu_before
        total, user = now[0] - before[0], now[1] - before[1]
        user = min(max(0.0, user), total)  # the kernel splits by ticks what it sums up exactly
        peak = found["peakKernelBytes"]
        return {
            **found,
            "oomKills": found["oomKills"] - self.before["oomKills"],
            "peakKernelBytes": None if peak is None else max(0, peak - self.uncached),
            "cpuSeconds": total,
            "cpuUserSeconds": user,
            "cpuSystemSeconds": total - user,
            "throttledSeconds": None if now[2] is None else now[2] - before[2],
        }

    def others_cpu(self):
        """Seconds of all processes but this one: total, in user space, throttled."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        total, user, throttled = self.times()
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
