"""Makes the event log of a Spark Connect server with two sessions, and writes what meters counted.

Usage: connect.py FOLDER [ARGUMENT …], with arguments of spark-submit. FOLDER gets log/ and
answer.json.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pyspark
from jobs import JOBS
from meters import PATIENCE_SECONDS, Meters, answer
from pyspark.sql import SparkSession

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
SESSIONS = ["sales", "python_udf"]
START_SECONDS = 180


def main(folder: str, *given: str) -> None:
    place = Path(folder).resolve()
    (place / "log").mkdir(parents=True, exist_ok=True)
    grpc, web = free_port(), free_port()
    settings = {
        "spark.connect.grpc.binding.port": grpc,
        "spark.eventLog.dir": (place / "log").as_uri(),
        "spark.eventLog.enabled": "true",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.port": web,
    }
    submit = Path(pyspark.__file__).parent / "bin/spark-submit"
    confs = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    began = time.time()
    named = ["--name", "Spark Connect server", "--class", SERVER]
    server = subprocess.Popen([submit, *named, *confs, *given])
    try:
        await_port(grpc)
        ready = time.time()
        for job in SESSIONS:
            session = SparkSession.builder.remote(f"sc://localhost:{grpc}").create()
            JOBS[job](session, place)
            session.stop()
        applications = f"http://localhost:{web}/api/v1/applications"
        with urllib.request.urlopen(applications, timeout=PATIENCE_SECONDS) as listed:
            [application] = json.load(listed)
        counted = Meters(f"{applications}/{application['id']}", server.pid).read()
        ended = time.time()
    finally:
        server.terminate()
        server.wait()
    stopped = time.time()
    text = answer(counted, (ended - ready, stopped - began), (ended, stopped))
    (place / "answer.json").write_text(text)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return int(one.getsockname()[1])


def await_port(port: int) -> None:
    for _ in range(START_SECONDS):
        try:
            socket.create_connection(("localhost", port)).close()
            return
        except OSError:
            time.sleep(1)
    raise TimeoutError(f"nothing listens at port {port}")


if __name__ == "__main__":
    main(*sys.argv[1:])
