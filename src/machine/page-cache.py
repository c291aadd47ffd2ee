"""Drops files from the page cache, so that the next read comes from the disk.

Reads a JSON list of paths from stdin. Prints as JSON how many bytes are still cached of each file
that did not leave it, or what went wrong: `answerSchema` in page-cache.ts.
"""

import ctypes
import json
import mmap
import os
import sys

LIBC = ctypes.CDLL(None, use_errno=True)


def main():
    try:
        stays = [[path, drop(path)] for path in json.load(sys.stdin)]
    except Exception as error:
        answer = {"problem": f"{type(error).__name__}: {error}"}
    else:
        answer = {"stays": [[path, left] for path, left in stays if left]}
    json.dump(answer, sys.stdout)


def drop(path):
    """Returns the bytes that are still cached."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # What is not on the disk yet cannot be dropped
        os.fsync(file)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        return cached_bytes(file, os.fstat(file).st_size)
    finally:
        os.close(file)


def cached_bytes(file, size):
    if size == 0:
        return 0
    # Private, since ctypes takes only what can be written
    with mmap.mmap(file, size, flags=mmap.MAP_PRIVATE) as mapped:
        pages = (ctypes.c_ubyte * -(-size // mmap.PAGESIZE))()
        first = ctypes.c_char.from_buffer(mapped)
        failed = LIBC.mincore(
            ctypes.c_void_p(ctypes.addressof(first)), ctypes.c_size_t(size), pages
        )
        del first
    if failed:
        raise OSError(ctypes.get_errno(), "mincore failed")
    return sum(page & 1 for page in pages) * mmap.PAGESIZE


if __name__ == "__main__":
    main()
