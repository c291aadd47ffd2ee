"""Holds an array of a known size in a JVM, and tells what python and the JVM truly used.

Usage: jvm.py MIB SECONDS, where pyspark is. The heap is touched as a whole at the start; what the
JVM has beside it, the kernel's smaps tell once.
"""

import ctypes
import json
import os
import re
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

from pyspark.java_gateway import launch_gateway

PR_SET_CHILD_SUBREAPER = 36

mib, seconds = int(sys.argv[1]), float(sys.argv[2])
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"  # a container without a network cannot look its name up
os.environ["PYSPARK_SUBMIT_ARGS"] = (
    f"--driver-memory {2 * mib}m --conf spark.driver.extraJavaOptions="
    f"'-Xms{2 * mib}m -XX:+AlwaysPreTouch' pyspark-shell"
)


def anonymous(pid):
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Anonymous:\s+(\d+) kB$", rollup, re.MULTILINE)[1]) * 1024


# Spark's shell script starts a JVM and becomes another without waiting for it: an orphan then.
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
gateway = launch_gateway()
held = gateway.new_array(gateway.jvm.long, mib * 2**17)
time.sleep(seconds)
java = gateway.proc
anon = anonymous("self") + anonymous(java.pid)
gateway.shutdown()
java.stdin.close()
java.wait()
with suppress(ChildProcessError):
    while os.wait():
        pass
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(each.ru_utime + each.ru_stime for each in usage)
print(json.dumps({"anonBytes": anon, "cpuSeconds": cpu}), flush=True)
os._exit(0)  # without taking this Python down, which would be CPU that it didn't tell of
