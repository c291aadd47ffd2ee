"""How the meter's processes talk. Anyone of the same user could open a pipe of theirs, and forge
what goes through it; nobody can open a socket.
"""

import os
import socket


def pair():
    """Two ends, each a descriptor that no program of an engine inherits."""
    return tuple(end.detach() for end in socket.socketpair())


def read_some(end, most=65536):
    """Nothing once the other end is closed, be it with something that it never read."""
    try:
        return os.read(end, most)
    except ConnectionResetError:
        return b""


def read_all(end):
    """Until the other end is closed."""
    chunks = []
    while chunk := read_some(end):
        chunks.append(chunk)
    return b"".join(chunks)


def read_line(end):
    """The only line that is sent; nothing where the other end is closed before it is whole."""
    chunks = []
    while chunk := read_some(end):
        chunks.append(chunk)
        if chunk.endswith(b"\n"):
            return b"".join(chunks)
    return b""


def write_all(end, data):
    while data:
        data = data[os.write(end, data) :]
