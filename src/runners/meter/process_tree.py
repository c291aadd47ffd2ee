"""The processes below this one: who they are, what they use, and how they are ended."""

import os
import resource
import signal
import time
from contextlib import suppress

import trust

LEFTOVER_SECONDS = 5.0
TICK = os.sysconf("SC_CLK_TCK")


def descendants():
    """Pids of every process below this one, found by their parents; orphans have become ours."""
    found, queue = [], [os.getpid()]
    while queue:
        pid = queue.pop()
        for task in listing(f"/proc/{pid}/task"):
            children = [int(child) for child in read(f"/proc/{pid}/task/{task}/children").split()]
            found += children
            queue += children
    return found


def anon_bytes(pids):
    """Anonymous and shared memory of processes; what a child still shares with its parent, once.

    Between vfork and exec, as the JVM starts programs, a child is its parent's memory.
    """
    memory = {pid: memory_lines(pid) for pid in pids}
    total = 0
    for lines in memory.values():
        parent = memory.get(lines.get("PPid"), {})
        if any(lines.get(name) != parent.get(name) for name in ("VmSize", "RssAnon", "RssShmem")):
            total += lines.get("RssAnon", 0) + lines.get("RssShmem", 0)
    return total * 1024


def memory_lines(pid):
    """Parent, and sizes in KiB, of one process; nothing where it has gone or is a zombie."""
    lines = (line.split(":", 1) for line in read(f"/proc/{pid}/status").splitlines())
    wanted = ("PPid", "VmSize", "VmHWM", "RssAnon", "RssShmem")
    return {name: int(value.split()[0]) for name, value in lines if name in wanted}


def high_water(pids):
    """Bytes that all below this process can ever have held: the living by their own marks, of those
    that have ended the greatest.
    """
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (ended + sum(memory_lines(pid).get("VmHWM", 0) for pid in pids)) * 1024


def cpu_seconds(pid):
    """The process's own time and that of the children it has reaped."""
    return sum(ticks_of(pid)) / TICK


def waited_seconds(pid):
    """That of the children alone."""
    return sum(ticks_of(pid)[2:]) / TICK


def ticks_of(pid):
    """In user space and in the kernel: the process's own, then those of children it has reaped."""
    fields = read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return [int(ticks) for ticks in fields[11:15]]


def signal_all(pids, number):
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


class End:
    """The end of all below this process: asked for by SIGTERM, after a grace made by SIGKILL."""

    def __init__(self, grace):
        self.grace, self.kill_at = grace, None

    def ask(self):
        self.kill_at = self.kill_at or time.monotonic() + self.grace
        signal_all(descendants(), signal.SIGTERM)

    def enforce(self):
        if self.kill_at is not None and time.monotonic() >= self.kill_at:
            signal_all(descendants(), signal.SIGKILL)


def end_leftovers(grace):
    """Lets what outlived the command finish, then ends it: how many had to be ended, and when."""
    ended: set[int] = set()
    begun, end = time.monotonic(), End(grace)
    while reap():
        if time.monotonic() - begun > LEFTOVER_SECONDS:
            ended.update(descendants())
            end.ask()
            end.enforce()
        time.sleep(0.002)
    return len(ended), time.monotonic()


def reap():
    """Reaps every zombie child; False once no child is left."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if pid == 0:
            return True


def io_of_self():
    """Bytes that descendants moved to and from disks: the kernel credits them to their reaper. Once
    none is left, as this needs trust.
    """
    trust.everybody()
    counters = dict(line.split(": ") for line in read("/proc/self/io").splitlines())
    if not counters:
        return None, None
    return int(counters["read_bytes"]), int(counters["write_bytes"])


def read(path):
    """The text of a file, empty if it has gone: processes come and go while one looks."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def listing(path):
    try:
        return os.listdir(path)
    except OSError:
        return []
