"""Stands above the meter: where one of the two is killed, the other sees the command to its end.

The keeper starts the meter as a child of its own and hands its result on. As a child subreaper it
inherits the command where the meter is killed, waits for it, and tells how it ended. Where the
keeper itself is killed, the meter hands its result on. For whoever called, in case both are killed,
the channel says first which cgroup was made, and which command was started.
"""

import json
import os
import select
import signal
import time
from contextlib import suppress

import channels
import look
import own_cgroup
import signals
import trust
from process_tree import End, end_leftovers
from stages import libc

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
STOP = b"s"
LOOK_MS = 100


class Upward:
    """What the meter hears from its keeper; without one, it is on its own."""

    def __init__(self, orders=None, caller=None):
        self.orders, self.caller = orders, caller
        self.is_orphan = False

    def is_stop(self):
        """Whether the keeper orders an end, or has been killed together with whoever called it."""
        order = channels.read_some(self.orders, 1)
        self.is_orphan = order == b""
        return order == STOP or self.is_deserted()

    def is_deserted(self):
        return self.is_orphan and (
            self.caller is None or not os.path.exists(f"/proc/{self.caller}")
        )


def keep(channel, memory_bytes, prepare):
    """Greets by an empty line, or one that says why it cannot measure; reads a spec from the
    channel, has it measured, and writes the result there. Without a spec there is nothing to do.
    """
    os.set_inheritable(channel, False)
    obstacle = look.obstacle()
    channels.write_all(channel, f"{obstacle or ''}\n".encode())
    if obstacle:
        return
    wakeups = signals.wake_on_stops()
    as_reaper()
    with own_cgroup.made(memory_bytes) as group:
        meter = Meter(group, channel, prepare)
        line = channels.read_line(channel)
        if line:
            say(channel, {"group": group.path})
        result = meter.measure(line, wakeups)
        if line:
            channels.write_all(channel, result)


def say(channel, message):
    """Tells whoever called, if that one is still there."""
    with suppress(OSError):
        os.write(channel, json.dumps(message).encode() + b"\n")


def as_reaper():
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    trust.nobody()


class Meter:
    """The process that measures; it waits for a spec on a socket of its own."""

    def __init__(self, group, channel, prepare):
        self.above, below = channels.pair()
        self.specs, given = channels.pair()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.above)
            os.close(self.specs)
            be_meter(group, channel, prepare, below, given)
        os.close(below)
        os.close(given)

    def measure(self, line, wakeups):
        """The result as JSON; of a meter that was killed, what is known of the command."""
        with suppress(ConnectionError):
            channels.write_all(self.specs, line)
        os.close(self.specs)
        spec = json.loads(line or "{}")
        text = listen(spec, self.above, wakeups)
        os.waitpid(self.pid, 0)
        *lines, result = text.split(b"\n")
        with suppress(ValueError):
            json.loads(result)
            return result
        return json.dumps(lost(spec, lines[0] if lines else b"", wakeups)).encode()


def be_meter(group, channel, prepare, below, given):
    as_reaper()

    def tell(pid, moment):
        with suppress(OSError):
            os.write(below, f"{pid} {moment}\n".encode())
        say(channel, {"pid": pid})

    measure = prepare(group, tell)
    line = channels.read_all(given)
    if line:
        spec = json.loads(line)
        caller = spec["attached"]["parent"] if "attached" in spec else None
        result = measure(spec, Upward(below, caller))
        try:
            channels.write_all(below, result)
        except ConnectionError:
            own_cgroup.dispose(group)
            channels.write_all(channel, result)
    os._exit(0)


def listen(spec, below, wakeups):
    """All that the meter tells; hands on what asks for an end."""
    poll = select.poll()
    poll.register(below, select.POLLIN)
    poll.register(wakeups, select.POLLIN)
    text = b""
    while True:
        events = [descriptor for descriptor, _ in poll.poll()]
        if wakeups in events and is_asked_to_stop(spec, wakeups):
            with suppress(ConnectionError):
                os.write(below, STOP)
        if below in events:
            chunk = channels.read_some(below)
            if not chunk:
                return text
            text += chunk


def is_asked_to_stop(spec, wakeups):
    """Of a production command only the end of its parent asks for that: those who signal all of a
    job's processes mean the command.
    """
    os.read(wakeups, 64)
    return "attached" not in spec or os.getppid() != spec["attached"]["parent"]


def lost(spec, command, wakeups):
    """How a command ended whose meter was killed. Of a trial it is ended: its figures are lost."""
    if not command:
        return {"neverBegan": True}
    pid, begun = command.split()
    status, is_stopped = wait_for(int(pid), spec, wakeups)
    wall = time.monotonic() - float(begun)
    leftovers, _ = end_leftovers(spec["graceSeconds"])
    return {
        "meterLost": True,
        "exitCode": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "stoppedByTool": is_stopped,
        "wallMs": round(wall * 1000, 3),
        "leftoversEnded": leftovers,
    }


def wait_for(pid, spec, wakeups):
    poll = select.poll()
    process = os.pidfd_open(pid)
    poll.register(process, select.POLLIN)
    poll.register(wakeups, select.POLLIN)
    is_stopped, end = False, End(spec["graceSeconds"])
    if "attached" not in spec:
        end.ask()
    while True:
        events = [descriptor for descriptor, _ in poll.poll(LOOK_MS)]
        if process in events:
            return os.waitpid(pid, 0)[1], is_stopped
        if wakeups in events and is_asked_to_stop(spec, wakeups):
            is_stopped = True
            end.ask()
        end.enforce()
