"""Where a command's Spark has its work done: what starts Spark's JVM writes the master, also one
that a Python program chose, into the JVM's command line.
"""

from process_tree import read

MAIN, LAUNCHER = "org.apache.spark.deploy.SparkSubmit", "org.apache.spark.launcher.Main"
SETTING = "spark.master="
WITHOUT_VALUE = {"--verbose", "--supervise", "--version", "--help", "--usage-error"}
# Spark needs seconds to start; in a long command, what lives shorter than the longest is missed.
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
# Two are no answer, however many there are.
MOST = 2
MOST_CHARACTERS = 200


class SparkMasters:
    """Those seen below this process, each once; None stands for a JVM that was given none."""

    def __init__(self, group):
        self.group, self.seen, self.next_look = group, [], 0.0

    def look(self, elapsed):
        """Unless the last look was a moment ago, by the seconds since the command began."""
        if elapsed < self.next_look or len(self.seen) == MOST:
            return
        self.next_look = elapsed + min(LONGEST_PAUSE, max(SHORTEST_PAUSE, elapsed / 20))
        for pid in self.group.pids():
            if read(f"/proc/{pid}/comm") == "java\n":
                self.add(read(f"/proc/{pid}/cmdline").split("\0"))

    def add(self, words):
        """The launcher, a JVM of a moment, has the same words behind its own class."""
        if MAIN not in words or LAUNCHER in words:
            return
        master = master_in(words[words.index(MAIN) + 1 :])
        if master not in self.seen and len(self.seen) < MOST:
            self.seen.append(master)


def master_in(words):
    """Options come before the program, whose own are not Spark's."""
    master = setting = None
    rest = iter(words)
    for option in rest:
        if not option.startswith("--"):
            break
        value = "" if option in WITHOUT_VALUE else next(rest, "")
        if option == "--master":
            master = value
        elif option == "--conf" and value.startswith(SETTING):
            setting = value[len(SETTING) :]
    named = master or setting
    return named[:MOST_CHARACTERS] if named else None
