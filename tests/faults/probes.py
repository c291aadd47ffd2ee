"""Tries to get out of a container and prints what gave way. Where all does, nothing is harmed."""

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

INPUT, OUTPUT = Path(os.environ["ETL_INPUT"]), Path(os.environ["ETL_OUTPUT"])
STATUS = dict(
    line.split(":\t", 1)
    for line in Path("/proc/self/status").read_text().splitlines()
    if ":\t" in line
)
LIBC = ctypes.CDLL(None, use_errno=True)
NEW_MOUNTS, NEW_USERS, NEW_NETWORK, TRACE_ATTACH = 0x20000, 0x10000000, 0x40000000, 16
GROUPS = Path("/sys/fs/cgroup")


def append(path):
    with Path(path).open("a") as file:
        file.write("x")


def read(path):
    with Path(path).open("rb", buffering=0) as file:
        file.read(1)


def write_again(path):
    Path(path).write_text(Path(path).read_text())


def limit(*names):
    """A limit of the container's cgroup, as version 1 or 2 calls it."""
    return next((GROUPS / name).read_text().strip() for name in names if (GROUPS / name).exists())


def call(function, *arguments):
    if LIBC[function](*arguments) != 0:
        raise OSError(ctypes.get_errno(), function)


def run(*command):
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)


def names_in(path):
    return {entry.name for entry in Path(path).iterdir()}


def gives_way(is_broken):
    if not is_broken:
        raise PermissionError


def own_program():
    os.chown(shutil.copy("/bin/true", OUTPUT / "_program"), 0, 0)


PROBES = {
    **{
        f"capabilities: {name}": lambda name=name: gives_way(int(STATUS[name], 16))
        for name in STATUS
        if "Cap" in name
    },
    "privileges: new ones": lambda: gives_way(STATUS["NoNewPrivs"] != "1"),
    "privileges: all system calls": lambda: gives_way(STATUS["Seccomp"] != "2"),
    "privileges: root": lambda: os.setuid(0),
    "privileges: root by su": lambda: run("su", "-c", "true"),
    "privileges: root's group": lambda: os.setgroups([0]),
    "privileges: a program of root's": own_program,
    "privileges: a priority": lambda: os.nice(-5),
    "limits: processes": lambda: gives_way(limit("pids/pids.max", "pids.max") == "max"),
    "limits: memory": lambda: gives_way(
        int(limit("memory/memory.limit_in_bytes", "memory.max")) > 2**29
    ),
    "limits: a cgroup": lambda: (
        GROUPS / ("memory" if (GROUPS / "memory").exists() else "") / "own"
    ).mkdir(),
    "input: written": lambda: append(INPUT),
    "input: made writable": lambda: INPUT.chmod(0o666),
    "input: removed": lambda: INPUT.unlink(),
    "input: replaced": lambda: (OUTPUT / "orders.csv").rename(INPUT),
    "input: mounted again": lambda: run("mount", "-o", "remount,rw,bind", INPUT),
    "meter: written": lambda: append(next(Path("/etl/meter").glob("*.py"))),
    "meter: given a module": lambda: append("/etl/meter/sitecustomize.py"),
    "meter: traced": lambda: call("ptrace", TRACE_ATTACH, os.getppid(), 0, 0),
    "machine: its daemon": lambda: gives_way(names_in("/run") & {"docker.sock", "containerd"}),
    "machine: its processes": lambda: gives_way(
        sum(name.isdigit() for name in names_in("/proc")) > 10
    ),
    "machine: other trials": lambda: gives_way(
        names_in("/etl") - {"input", "output", "run", "meter"}
    ),
    "machine: its memory": lambda: read("/dev/mem"),
    "machine: its disk": lambda: os.mknod(OUTPUT / "_disk", 0o60666, os.makedev(8, 0)),
    "machine: its clock": lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
    "kernel: its memory": lambda: read("/proc/kcore"),
    "kernel: its messages": lambda: read("/dev/kmsg"),
    "kernel: its keys": lambda: append("/proc/sysrq-trigger"),
    "kernel: its settings": lambda: write_again("/proc/sys/kernel/core_pattern"),
    "kernel: its helper": lambda: write_again("/sys/kernel/uevent_helper"),
    "namespaces: a root folder": lambda: os.chroot("/tmp"),
    "namespaces: a file system": lambda: run("mount", "-t", "tmpfs", "x", "/tmp"),
    "namespaces: users": lambda: call("unshare", NEW_USERS),
    "namespaces: mounts": lambda: call("unshare", NEW_MOUNTS),
    "namespaces: a network": lambda: call("unshare", NEW_NETWORK),
    "network: packets of others": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close(),
}

OF_STACKS = {
    **{
        f"image: {path}": lambda path=path: append(path)
        for path in ("/app/x", "/etc/x", "/etc/passwd", "/etl/x")
    },
    "network: an interface": lambda: gives_way(names_in("/sys/class/net") != {"lo"}),
    "network: a name": lambda: socket.getaddrinfo("debian.org", 80),
    "network: an address": lambda: socket.create_connection(("1.1.1.1", 53), timeout=2).close(),
    "privileges: root's user": lambda: gives_way(os.getuid() == 0),
}


def gave_way(probe):
    try:
        probe()
    except Exception:
        return False
    return True


signal.alarm(60)
shutil.copy(INPUT, OUTPUT / "orders.csv")
append("/tmp/x")
probes = PROBES | (OF_STACKS if "IS_STACK" in os.environ else {})
print(json.dumps({name: gave_way(probe) for name, probe in probes.items()}))
