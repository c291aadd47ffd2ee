"""The processes below this one: who they are, what they use, and how they are ended."""

import os
import signal
import time
from contextlib import suppress

LEFTOVER_SECONDS = 1.0
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


def anon_bytes(pid):
    """Anonymous and shared memory of one process."""
    kilobytes = 0
    for line in read(f"/proc/{pid}/status").splitlines():
        if line.startswith(("RssAnon:", "RssShmem:")):
            kilobytes += int(line.split()[1])
    return kilobytes * 1024


def cpu_seconds(pid):
    """The process's own time and that of the children it has reaped."""
    fields = read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / TICK


def signal_all(pids, number):
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def end_leftovers(grace):
    """Lets what outlived the command finish, then ends it; returns how many had to be ended."""
    ended: set[int] = set()
    begun = time.monotonic()
    while reap():
        age = time.monotonic() - begun
        if age > LEFTOVER_SECONDS:
            tree = descendants()
            ended.update(tree)
            number = signal.SIGTERM if age < LEFTOVER_SECONDS + grace else signal.SIGKILL
            signal_all(tree, number)
        time.sleep(0.005)
    return len(ended)


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
    """Bytes that descendants moved to and from disks: the kernel credits them to their reaper."""
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
