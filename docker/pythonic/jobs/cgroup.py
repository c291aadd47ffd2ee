"""What the kernel lets a process have, by version 2 or 1 of cgroups."""

from pathlib import Path

# Version 1 has no word for it, but a number near 2^63.
UNLIMITED = 1 << 60


def memory_limit(root: Path = Path("/")) -> str:
    try:
        lines = (root / "proc/self/cgroup").read_text().splitlines()
    except OSError:
        return "unknown"
    for _, controllers, path in (line.split(":", 2) for line in lines):
        if controllers == "":
            folder, name = root / "sys/fs/cgroup", "memory.max"
        elif "memory" in controllers.split(","):
            folder, name = root / "sys/fs/cgroup/memory", "memory.limit_in_bytes"
        else:
            continue
        # In a container its own cgroup is mounted as the root, whatever path it has outside
        for file in (folder / path.lstrip("/") / name, folder / name):
            if file.exists():
                limit = file.read_text().strip()
                is_none = limit == "max" or int(limit) >= UNLIMITED
                return "none" if is_none else f"{int(limit) >> 20} MiB"
    return "none"
