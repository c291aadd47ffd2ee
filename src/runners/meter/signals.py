"""Which signals the meter heeds, and how it hands them on to the command that it starts."""

import os
import signal

import channels

STOPS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
UNCATCHABLE = {signal.SIGKILL, signal.SIGSTOP}


def wake_on_stops():
    """Descriptor that becomes readable when the meter is asked to end. What others send to all of a
    job's processes alike means the command, and does not end the meter.
    """
    reader, writer = channels.pair()
    for end in (reader, writer):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    for number in signal.valid_signals() - UNCATCHABLE - STOPS - {signal.SIGCHLD}:
        signal.signal(number, signal.SIG_IGN)
    for number in STOPS:
        signal.signal(number, lambda *_: None)
    return reader


def reset(ignored):
    """As a program finds them that nobody has prepared anything for, but for those to ignore."""
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - UNCATCHABLE:
        signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
