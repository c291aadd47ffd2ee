"""A cgroup made for one command: where there may be one, its limit, its removal."""

import os
import signal
import time
from contextlib import contextmanager, suppress
from os.path import dirname, exists, isdir, join

from cgroup import Group, NoGroup
from cgroup_files import ROOT, V1, V2, read, write
from process_tree import listing

PREFIX = "etl-compare-"


@contextmanager
def made(memory_bytes, root=ROOT):
    """A new cgroup with that limit, removed afterwards with all that is left in it."""
    group = create(memory_bytes, root, read("/proc/self/cgroup"))
    try:
        yield group
    finally:
        dispose(group)


def dispose(group):
    if isinstance(group, Group):
        remove(group.path)


def create(memory_bytes, root, memberships):
    reasons = []
    for files, parent in places(root, memberships):
        sweep(parent)
        path = join(parent, f"{PREFIX}{os.getpid()}")
        try:
            os.mkdir(path)
        except OSError as error:
            reasons.append(f"{parent}: {error.strerror}")
            continue
        try:
            limit(path, files, memory_bytes)
            group = Group(path, files)
            group.findings()  # Kernels that do not count what they kill fail here.
            return group
        except (OSError, KeyError, ValueError) as error:
            os.rmdir(path)
            reasons.append(f"{path}: {error}")
    return NoGroup(f"no cgroup can be created ({'; '.join(reasons) or 'none is mounted'})")


def sweep(parent, least_age=3600):
    """Removes what killed meters left: empty groups that are old, and whose process is gone."""
    for name in listing(parent):
        owner = name[len(PREFIX) :]
        if not name.startswith(PREFIX) or exists(f"/proc/{owner}"):
            continue
        path = join(parent, name)
        with suppress(OSError):
            if time.time() - os.stat(path).st_mtime >= least_age:
                os.rmdir(path)


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
