"""How memory and CPU of a command went."""

import os
import resource
import time

from process_tree import anon_bytes, cpu_seconds, descendants, high_water

# Each core charges a cgroup for 64 pages at a time, ahead of their use.
UNCERTAIN = 64 * os.sysconf("SC_PAGE_SIZE") * (os.cpu_count() or 1)


class Samples:
    """[milliseconds since the start, anonymous and shared bytes, CPU-seconds so far] of all, and
    the highest memory: that of a sample, or what the kernel's own peak proves between two.
    """

    def __init__(self, group, started):
        self.group, self.started = group, started
        self.rows, self.peak, self.last = [], 0, None

    def take(self):
        look, cpu = self.group.look(), self.group.cpu_seconds()
        tree = descendants() if look is None or cpu is None else []
        anon = anon_bytes(tree) if look is None else look.anon
        if cpu is None:
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = usage.ru_utime + usage.ru_stime + sum(cpu_seconds(pid) for pid in tree)
        milliseconds = round((time.monotonic() - self.started) * 1000, 1)
        self.rows.append([milliseconds, anon, round(cpu, 3)])
        self.peak = max(self.peak, anon)
        if look and self.last:
            proven = between(self.last, look)
            if proven > self.peak + UNCERTAIN:
                self.peak = max(self.peak, min(proven, high_water(self.group.pids())))
        self.last = look


def between(before, now):
    """What anonymous memory must have reached between two looks for the kernel's peak to have risen
    so far: page cache and the kernel's own memory explain the rest. 0 where it has not risen.

    Too much where files were written and removed in between: their page cache is in neither look.
    """
    if now.peak is None or now.peak == before.peak:
        return 0
    return now.peak - max(before.cached, now.cached) - max(before.kernel, now.kernel)
