"""The files of a cgroup, v1 and v2: what each is called, and how they are read and written."""

import os
from os.path import exists, join

ROOT = "/sys/fs/cgroup"


def cpu_times_v1(cpuacct, cpu):
    """A function that tells seconds: total, in user space, throttled; None where nobody counts."""
    total, user = (kept(join(cpuacct, f"cpuacct.usage{part}")) for part in ("", "_user"))
    stat = kept(join(cpu, "cpu.stat"))
    return lambda: cpu_times(
        int(total()) / 1e9, int(user()) / 1e9, seconds(stat(), "throttled_time", 1e9)
    )


def cpu_times_v2(folder, _):
    stat = kept(join(folder, "cpu.stat"))
    names = ("usage_usec", "user_usec", "throttled_usec")
    return lambda: cpu_times(*(seconds(text, name, 1e6) for text in [stat()] for name in names))


def cpu_times(total, user, throttled):
    """The kernel counts the parts apart from the whole: a part may be ahead of it."""
    return (total, min(user, total), throttled)


def seconds(stat, name, in_a_second):
    value = number(stat, name, None)
    return None if value is None else value / in_a_second


V1 = {
    "version": "v1",
    "anon": "total_rss",
    "shared": "total_shmem",
    "cached": "total_cache",
    "events": "memory.oom_control",
    "peak": "memory.max_usage_in_bytes",
    "limits": ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
    "hierarchies": ("memory", "cpuacct", "cpu"),
    "usage": "memory.usage_in_bytes",
    "cpu_times": cpu_times_v1,
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
    "hierarchies": ("", "", ""),
    "usage": "memory.current",
    "cpu_times": cpu_times_v2,
    "kernel": "memory.kmem",  # there is none: memory.stat has it
}


def kernel_bytes(stat):
    """What v2's memory.stat has: as a whole since Linux 5.18, before that its greatest parts."""
    whole = number(stat, "kernel", None)
    parts = ("slab", "kernel_stack", "pagetables", "percpu", "sock")
    return sum(number(stat, part, 0) for part in parts) if whole is None else whole


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


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, value):
    with open(path, "w", encoding="utf-8") as file:
        file.write(str(value))
