"""Watches the cgroup of a container from outside, for images in which the meter can't run.

Usage: cgroup_watcher.py STAGES CPUS, a file and a list in JSON. Says `ready`, then reads a line:
the container's id, and its first process, which is Docker's own init, as the daemon's machine
numbers it. It watches until its input ends, and prints `lookSchema` of cgroup-watcher.ts: null
where this machine can't see the container (Docker Desktop), or its program had ended before the
first look.

The files are world-readable while the container lives and gone once it has ended: what it did after
the last look is missing.
"""

import json
import os
import select
import sys
import time
from contextlib import suppress
from os.path import join

import core_time
import stages
from cgroup import opened
from cgroup_files import ROOT, V1, V2
from process_tree import listing, read, waited_seconds
from samples import Samples


def main() -> None:
    path, cpus = sys.argv[1], json.loads(sys.argv[2])
    events = Events(path)
    print("ready", flush=True)
    line = sys.stdin.readline()
    seen = watch(json.loads(line), cpus, events) if line else None
    while not events.are_over:
        events.wait()
    json.dump({"seen": seen, "readyAt": events.ready_at}, sys.stdout)


class Events:
    """The line `ready`, by the wall's clock in milliseconds, and the end of the input."""

    def __init__(self, path):
        self.path, self.stages = path, stages.watch(path)
        self.ready_at, self.are_over = None, False
        self.poll = select.poll()
        self.poll.register(sys.stdin, 0)  # It ends when nobody writes any more.
        if self.stages is not None:
            self.poll.register(self.stages, select.POLLIN)

    def wait(self, seconds=None):
        """Until then, or until something came."""
        for descriptor, _ in self.poll.poll(None if seconds is None else seconds * 1000):
            if descriptor != self.stages:
                self.are_over = True
            elif stages.is_ready(self.path):
                self.ready_at = time.time() * 1000
                self.poll.unregister(self.stages)
            else:
                os.read(self.stages, 65536)


def watch(seat, cpus, events):
    container, first = seat
    try:
        group = Container(container, first)
    except (OSError, KeyError):
        return None
    while group.pids() == [first] and not events.are_over:
        events.wait(0.005)
    if not group.programs():
        return None
    begun, own, cores = time.monotonic(), time.process_time(), core_time.core_time(cpus)
    samples = Samples(group, begun)
    with suppress(OSError, KeyError, ValueError):
        group.begin()
        samples.take()
        while not events.are_over:
            events.wait(pause_at(time.monotonic() - begun))
            samples.take()
    total, user, throttled = group.last
    used = total - group.before
    if samples.peak == 0 or used <= 0:
        return None  # It was seen only before its first page and its first tick.
    return {
        "peakAnonBytes": samples.peak,
        "peakKernelBytes": samples.last and samples.last.peak,
        "cpuSeconds": used,
        "cpuUserSeconds": used * user / total,
        "cpuSystemSeconds": used * (1 - user / total),
        "throttledSeconds": throttled,
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
        self.look = self.group.look

    def begin(self):
        ran = sum(run_seconds(pid) for pid in self.programs())
        self.before = self.times()[0] - ran - sum(waited_seconds(pid) for pid in self.pids())

    def cpu_seconds(self):
        self.last = self.times()
        return max(0.0, self.last[0] - self.before)

    def pids(self):
        return [int(pid) for pid in read(self.procs).split()]

    def programs(self):
        """All but the first process, which was the daemon's before it became the container's."""
        return [pid for pid in self.pids() if pid != self.first]


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
