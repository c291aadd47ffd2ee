"""How busy some cores of this machine are, whoever uses them, by the kernel's account."""

from process_tree import TICK, read

BUSY, IDLE = (0, 1, 2, 5, 6, 7), (3, 4)  # user, nice, system, irq, softirq, steal; idle, iowait


def core_time(cpus):
    """Seconds that those of these cores that are online were busy, and idle, and how many they are;
    None where the kernel shows none of them.
    """
    wanted = {f"cpu{cpu}" for cpu in cpus}
    lines = (line.split() for line in read("/proc/stat").splitlines() if line.startswith("cpu"))
    found = [[int(ticks) for ticks in fields[1:]] for fields in lines if fields[0] in wanted]
    found = [ticks for ticks in found if len(ticks) >= 8]
    if not found:
        return None
    busy, idle = (sum(ticks[at] for ticks in found for at in each) / TICK for each in (BUSY, IDLE))
    return busy, idle, len(found)


def since(before, cpus, own_seconds):
    """What the cores did meanwhile, less what this process used itself."""
    now = core_time(cpus)
    if before is None or now is None:
        return None
    busy, idle = now[0] - before[0], now[1] - before[1]
    return {"cores": now[2], "busySeconds": busy - own_seconds, "totalSeconds": busy + idle}
