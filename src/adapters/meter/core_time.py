"""How busy some cores of this machine are, whoever uses them: the kernel's account since its boot."""

from process_tree import TICK, read

BUSY, IDLE = (0, 1, 2, 5, 6, 7), (3, 4)  # user, nice, system, irq, softirq, steal; idle, iowait


def core_time(cpus):
    """Seconds that these cores were busy, and idle, added up; None where the kernel doesn't tell."""
    wanted = {f"cpu{cpu}" for cpu in cpus}
    lines = (line.split() for line in read("/proc/stat").splitlines() if line.startswith("cpu"))
    found = [[int(ticks) for ticks in fields[1:]] for fields in lines if fields[0] in wanted]
    if len(found) != len(wanted) or any(len(ticks) < 8 for ticks in found):
        return None
    return tuple(sum(ticks[at] for ticks in found for at in each) / TICK for each in (BUSY, IDLE))


def since(before, cpus, own_seconds):
    """What the cores did meanwhile, less what this process used itself."""
    now = core_time(cpus)
    if before is None or now is None:
        return None
    busy, idle = (after - earlier for after, earlier in zip(now, before))
    return {"cores": len(cpus), "busySeconds": busy - own_seconds, "totalSeconds": busy + idle}
