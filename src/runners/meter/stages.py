"""When an engine says that it is ready, by a line of its stages file."""

import ctypes
import json
import os
import stat

IN_MODIFY, IN_NONBLOCK, IN_CLOEXEC = 0x2, 0o4000, 0o2000000

libc = ctypes.CDLL(None, use_errno=True)


def is_ready(path):
    """Whether a complete line of the stages file says so."""
    for line in beginning(path).splitlines():
        try:
            if json.loads(line).get("stage") == "ready":
                return True
        except (ValueError, AttributeError, RecursionError):
            continue
    return False


def beginning(path):
    """Of a file; whatever else an engine puts into its place, such as a FIFO, is not waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return ""
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        return os.read(descriptor, 65536).decode(errors="replace") if is_file else ""
    finally:
        os.close(descriptor)


def watch(path):
    """Descriptor that becomes readable when the file changes; None where inotify is used up."""
    descriptor = libc.inotify_init1(IN_NONBLOCK | IN_CLOEXEC)
    if descriptor < 0 or libc.inotify_add_watch(descriptor, path.encode(), IN_MODIFY) < 0:
        return None
    return descriptor
