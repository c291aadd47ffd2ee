"""What this Python is, and what keeps it from measuring here: an old kernel, or a sandbox, may have
no pidfd. Prints that as JSON: `pythonSchema` in python.ts. Any Python 3 can run it.
"""

import json
import os
import sys

OLDEST = 3, 9


def obstacle():
    """Why no meter can run here; None where one can."""
    if sys.version_info < OLDEST:
        return "python3 is older than " + ".".join(map(str, OLDEST))
    try:
        os.close(os.pidfd_open(os.getpid()))
        os.listdir("/proc/self/task")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


if __name__ == "__main__":
    found = {"path": sys.executable, "version": sys.version_info[:3], "obstacle": obstacle()}
    print(json.dumps(found))
