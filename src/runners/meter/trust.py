"""Who may look into this process and trace it, and so change what it measures."""

from stages import libc

PR_SET_DUMPABLE = 4


def nobody():
    """None without privileges, such as the command; it may not read all its own files then."""
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def everybody():
    """Every process of the same user."""
    libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
