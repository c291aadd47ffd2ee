"""Watches the cgroup of a container from outside, for images in which the meter can't run.

Usage: outside.py CPUS, a list in JSON. Says `ready`, then reads a line: the container's id, and its
first process, which is Docker's own init, as the daemon's machine numbers it. It watches until the
container ends or its input does, and prints `seenSchema` of outside.ts: null where this machine
can't see the container (Docker Desktop), or its program had ended before the first look.

The files are world-readable while the container lives and gone once it has ended: what it did after
the last look is missing.
"""

import json
import select
import sys
import time
from contextlib import suppress
from os.path import join

import core_time
from cgroup import opened
from cgroup_files import ROOT, V1, V2
from process_tree import listing, memory_lines, read, waited_seconds
from samples import Samples


def main() -> None:
    cpus = json.loads(sys.argv[1])
    print("ready", flush=True)
    line = sys.stdin.readline()
    json.dump(watch(json.loads(line), cpus) if line else None, sys.stdout)


def watch(seat, cpus):
    container, first = seat
    end = select.poll()
    end.register(sys.stdin, 0)  # It is told that nobody writes any more.
    try:
        group = Container(container, first)
    except (OSError, KeyError):
        return None
    while group.pids() == [first] and not end.poll(5):
        continue
    if not group.programs():
        return None
    begun, own, cores = time.monotonic(), time.process_time(), core_time.core_time(cpus)
    samples, is_over = Samples(group, begun), False
    with suppress(OSError, KeyError, ValueError):
        group.begin()
        samples.take()
        while not is_over:
            is_over = bool(end.poll(pause_at(time.monotonic() - begun) * 1000))
            samples.take()
    return group.findings(samples) and {
        **group.findings(samples),
        "samples": samples.rows,
        "cores": core_time.since(cores, cpus, time.process_time() - own),
    }


def pause_at(elapsed):
    """Seconds to the next look: what the last pause may hide is a two-hundredth of the whole."""
    return min(0.05, max(0.005, elapsed / 200))


class Container:
    """The cgroup of a container's first process, and what its program used of it: not what Docker
    needed to make the container.
    """

    def __init__(self, container, first, root=ROOT, proc="/proc"):
        paths = memberships(read(f"{proc}/{first}/cgroup"), container)
        files = V1 if "memory" in paths else V2
        self.group, self.times = opened(files, lambda name: join(root, name, paths[name]))
        self.first, self.procs = first, join(self.group.path, "cgroup.procs")
        self.before, self.last = 0.0, (0.0, 0.0, None)

    def begin(self):
        ran = sum(run_seconds(pid) for pid in self.programs())
        self.before = self.times()[0] - ran - sum(waited_seconds(pid) for pid in self.pids())

    def look(self):
        return self.group.look()

    def cpu_seconds(self):
        self.last = self.times()
        return max(0.0, self.last[0] - self.before)

    def pids(self):
        return [int(pid) for pid in read(self.procs).split()]

    def programs(self):
        """All but the first process, which was the daemon's before it became the container's."""
        return [pid for pid in self.pids() if pid != self.first]

    def high_water(self):
        return sum(memory_lines(pid).get("VmHWM", 0) for pid in self.pids()) * 1024

    def findings(self, samples):
        """None of a program that was seen only before its first page and its first tick."""
        total, user, throttled = self.last
        if samples.peak == 0 or total <= self.before:
            return None
        used = total - self.before
        return {
            "peakAnonBytes": samples.peak,
            "peakKernelBytes": samples.last.peak,
            "cpuSeconds": used,
            "cpuUserSeconds": used * user / total,
            "cpuSystemSeconds": used * (1 - user / total),
            "throttledSeconds": throttled,
        }


def memberships(text, container):
    """Path of each controller whose cgroup is the container's; "" is version 2."""
    lines = (line.split(":", 2) for line in text.splitlines() if container in line)
    return {name: path.lstrip("/") for _, names, path in lines for name in names.split(",")}


def run_seconds(pid):
    """What a process's threads ran, to the nanosecond."""
    tasks = (read(f"/proc/{pid}/task/{task}/schedstat") for task in listing(f"/proc/{pid}/task"))
    return sum(int(text.split()[0]) for text in tasks if text) / 1e9


if __name__ == "__main__":
    main()
