"""Runs one command and measures its whole process tree: time, CPU, memory, I/O, samples.

Usage: meter.py CHANNEL [MEMORY_BYTES], the number of a socket that a spec is read from and the
result is written to, and the command's limit; in a container meter.py SPEC.json RESULT.json:
`MeterSpec` and `meterResultSchema` in meter.ts.
SIGTERM ends the tree and still writes the result. Needs Linux and Python 3.9; no package.

Inside a container the cgroup that counts is the container's own, and what this process uses of it
is taken off. Elsewhere it is one made for the command, where one can be made.

Exact CPU and I/O: as a child subreaper this process inherits every orphan, Spark's JVM included, so
the kernel adds up all descendants in RUSAGE_CHILDREN and /proc/self/io once they are reaped.
"""

import json
import os
import resource
import select
import sys
import time
from contextlib import suppress

import cgroup
import channels
import core_time
import keeper
import signals
from process_tree import End, end_leftovers, io_of_self
from samples import Samples
from spark_masters import SparkMasters
from stages import is_ready, watch

BEGUN = b"b"


def main() -> None:
    first, *rest = sys.argv[1:]
    if first.isdigit():
        keeper.keep(int(first), int(rest[0]) if rest else None, prepare)
    else:
        measure_in_container(first, rest[0])


def measure_in_container(spec_file, result_file):
    with open(spec_file, encoding="utf-8") as file:
        spec = json.load(file)
    keeper.as_reaper()
    with cgroup.surrounding() as group:
        result = prepare(group)(spec, keeper.Upward())
    temporary = result_file + ".partial"
    # The command may have put there what is waited for, such as a FIFO.
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    with open(temporary, "xb") as file:
        file.write(result)
    os.replace(temporary, result_file)
    if "exitsAlike" in spec:
        sys.exit(exit_code(json.loads(result)))


def exit_code(result):
    """As a shell gives it."""
    if result.get("signal") is not None:
        return 128 + result["signal"]
    return result.get("exitCode", 127)


def prepare(group, tell=lambda pid, moment: None):
    """All that need not wait for the command to be known; returns what then runs and measures it.

    `tell` hears its pid and its start from the command itself: before it can kill the meter.
    """
    wakeups = signals.wake_on_stops()
    group.begin()
    starter = Starter(group, tell)
    return lambda spec, upward: json.dumps(run(spec, group, starter, upward, wakeups)).encode()


def run(spec, group, starter, upward, wakeups):
    stages = watch(spec["stages"]) if "stages" in spec else None
    cores = spec.get("cpus") or os.sched_getaffinity(0)
    cores_before = core_time.core_time(cores)
    # Without the meter the command would have begun as much earlier as the meter took to come up.
    started, own = time.monotonic(), time.process_time()
    start_error = starter.start(spec)
    if start_error:
        return {"startError": start_error}
    asks = Asks(spec, upward, wakeups)
    clock, samples, masters = follow(starter.pid, spec, group, stages, asks, started)
    leftovers, ended = end_leftovers(spec["graceSeconds"])
    if leftovers == 0 and not clock["stopped"]:
        clock["exit"] = max(clock["exit"], ended - started)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    reads, writes = io_of_self()
    return {
        "exitCode": clock["exitCode"],
        "signal": clock["signal"],
        "stoppedByTool": clock["stopped"],
        "startedNs": round((started - own) * 1e9),
        "startedAtMs": round((started - own + time.time() - time.monotonic()) * 1000, 3),
        "wallMs": round(clock["exit"] * 1000, 3),
        "readyMs": None if clock["ready"] is None else round(clock["ready"] * 1000, 3),
        # A process that ignores its children's ends takes their time with it: the samples saw it.
        "cpuSeconds": max(usage.ru_utime + usage.ru_stime, max(cpu for _, _, cpu in samples.rows)),
        "cpuUserSeconds": usage.ru_utime,
        "cpuSystemSeconds": usage.ru_stime,
        "throttledSeconds": None,
        "readBytes": reads,
        "writtenBytes": writes,
        # What ended before any look used memory too.
        "peakAnonBytes": samples.peak or None,
        "samples": samples.rows,
        "leftoversEnded": leftovers,
        "sparkMasters": masters.seen,
        "cores": core_time.since(cores_before, cores, time.process_time() - own),
        **group.findings(),
    }


class Starter:
    """The process that becomes the command. It is born, and in its cgroup, before the command is
    known: that takes the kernel some ten milliseconds, which would delay the command.
    """

    def __init__(self, group, tell):
        self.channel, own = channels.pair()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.channel)
            become_command(own, group, tell)
        os.close(own)

    def start(self, spec):
        """Returns why the command could not be started; empty where it was."""
        with suppress(ConnectionError):
            channels.write_all(self.channel, json.dumps(spec).encode() + b"\n")
        answer = channels.read_all(self.channel)
        if not answer:
            # It was killed, or kept out of its cgroup: as where the meter is killed, nothing began.
            os._exit(1)
        failure = answer.removeprefix(BEGUN).decode(errors="replace")
        if failure:
            os.waitpid(self.pid, 0)
        return failure


def become_command(channel, group, tell):
    try:
        signals.reset([])
        group.enter()
        spec = json.loads(channels.read_line(channel))
        tell(os.getpid(), time.monotonic())
        channels.write_all(channel, BEGUN)
    except (OSError, ValueError):
        os._exit(127)
    try:
        confine_and_execute(spec)
    except BaseException as error:
        channels.write_all(channel, f"{type(error).__name__}: {error}".encode())
    os._exit(127)


def confine_and_execute(spec):
    # Within the meter's session, outside of which the kernel would not suspend it.
    os.setpgid(0, 0)
    if spec.get("cpus"):
        os.sched_setaffinity(0, spec["cpus"])
    if "attached" not in spec:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if "log" in spec:
        log = os.open(spec["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(log, 1)
        os.dup2(log, 2)
    signals.reset(spec["attached"]["ignored"] if "attached" in spec else [])
    if "cwd" in spec:
        os.chdir(spec["cwd"])
    os.execvpe(spec["argv"][0], spec["argv"], spec.get("env", os.environ))


def follow(child, spec, group, stages, asks, started):
    """Samples until the child ends; the exact times come from events, not from the samples."""
    process = os.pidfd_open(child)
    poll = select.poll()
    for descriptor in (process, stages, *asks.descriptors):
        if descriptor is not None:
            poll.register(descriptor, select.POLLIN)
    clock: dict = {"ready": None, "stopped": False}
    samples, next_sample, end = Samples(group, started), started, End(spec["graceSeconds"])
    masters = SparkMasters(group)
    while True:
        events = [fd for fd, _ in poll.poll(max(0.0, next_sample - time.monotonic()) * 1000)]
        now = time.monotonic()
        if stages in events:
            os.read(stages, 65536)
            if clock["ready"] is None and is_ready(spec["stages"]):
                clock["ready"] = now - started
                poll.unregister(stages)
        if process in events:
            break
        if asks.for_an_end(events, poll):
            clock["stopped"] = True
            end.ask()
        end.enforce()
        if now >= next_sample:
            samples.take()
            masters.look(now - started)
            next_sample = now + pause_at(now - started, spec["sampleMs"] / 1000)
    clock["exit"] = now - started
    _, status = os.waitpid(child, 0)
    samples.take()
    clock["signal"] = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    clock["exitCode"] = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    return clock, samples, masters


class Asks:
    """Who may ask for the command's end: whoever signals a trial's meter, and the keeper."""

    def __init__(self, spec, upward, wakeups):
        self.is_trial, self.upward, self.wakeups = "attached" not in spec, upward, wakeups
        self.descriptors = [fd for fd in (wakeups, upward.orders) if fd is not None]

    def for_an_end(self, events, poll):
        if self.wakeups in events:
            os.read(self.wakeups, 64)
        if self.upward.orders is None or self.upward.orders not in events:
            return (self.is_trial and self.wakeups in events) or self.upward.is_deserted()
        is_stop = self.upward.is_stop()
        if self.upward.is_orphan:
            poll.unregister(self.upward.orders)
        return is_stop


def pause_at(elapsed, longest):
    """Seconds to the next sample: short at first, so that the peak of a short life is seen."""
    return min(longest, max(0.005, elapsed / 20))


if __name__ == "__main__":
    main()
