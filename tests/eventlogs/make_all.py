"""Makes all event logs of `logs/` and their answers anew, with five versions of Spark.

Usage: make_all.py SPARK_4 SPARK_4_0 SPARK_3_5 SPARK_3_4 SPARK_3_3 MINICLUSTER [NAME …]

SPARK_4 and SPARK_3_5 are Pythons with pyspark[connect] 4.1.4 and 3.5.7, SPARK_4_0, SPARK_3_4
and SPARK_3_3 with pyspark 4.0.1, 3.4.4 and 3.3.4, and this one has zstandard.
Spark 3.3 cannot run functions of Python 3.11: its jobs have none.
MINICLUSTER is a class path for `attempts`: Hadoop's hadoop-client-minicluster 3.4.2 and what it
lacks, which are junit 4.13.2, hamcrest-core 1.3, mockito-core 2.28.2, bcpkix-jdk18on 1.78.1 with
bcprov and bcutil, jaxb-api and jaxb-impl 2.3.1 with jaxb-core, and javax.activation-api 1.2.0.
Without names, all are made, which takes a quarter of an hour on two cores.
"""

import gzip
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import zstandard
from scrub import scrubbed

HERE = Path(__file__).parent
LOGS, ANSWERS = HERE / "logs", HERE / "answers"
LOCAL = ["spark.master=local[2]"]
#: As Spark 3 writes logs where nothing is set.
PLAIN = ["spark.eventLog.rolling.enabled=false", "spark.eventLog.compress=false"]
#: As Spark 4 does, but for the size at which it rolls.
ROLLED = ["spark.eventLog.rolling.enabled=true", "spark.eventLog.rolling.maxFileSize=10m"]
MEMORY = [
    "spark.eventLog.logStageExecutorMetrics=true",
    "spark.executor.metrics.pollingInterval=100ms",
    "spark.executor.processTreeMetrics.enabled=true",
]
CONNECT_3 = ["--packages", "org.apache.spark:spark-connect_2.12:3.5.7"]
HISTORY_SERVER = "org.apache.spark.deploy.history.HistoryServer"
COMPACTING_SECONDS = 120
#: Lines between two flushes of a log: zstd ends a frame at each.
FRAME_LINES = 12


class Tools(NamedTuple):
    spark_4: str
    spark_4_0: str
    spark_3_5: str
    spark_3_4: str
    spark_3_3: str
    minicluster: str


def job(name: str, *settings: str) -> Callable[[str, Path], None]:
    """One job in one process, as a Python with pyspark runs it."""

    def make(python: str, place: Path) -> None:
        subprocess.run(
            [python, HERE / "make.py", name, place, *LOCAL, *settings],
            check=True,
            env=environment(python),
        )

    return make


def connect(*arguments: str) -> Callable[[str, Path], None]:
    def make(python: str, place: Path) -> None:
        confs = [word for setting in PLAIN for word in ("--conf", setting)]
        words = [*confs, "--master", "local[2]", *arguments]
        program = [python, HERE / "connect.py", place, *words]
        subprocess.run(program, check=True, env=environment(python))

    return make


def compacted(python: str, place: Path) -> None:
    """A rolled log that Spark's own history server then found."""
    job("rolled", *ROLLED, "spark.eventLog.compress=false")(python, place)
    options = {
        "spark.history.fs.logDirectory": (place / "log").as_uri(),
        "spark.history.fs.eventLog.rolling.maxFilesToRetain": "1",
        "spark.history.ui.port": "0",
        "spark.history.store.maxDiskUsage": "1g",
    }
    told = " ".join(f"-D{key}={value}" for key, value in options.items())
    env = environment(python) | {"SPARK_HISTORY_OPTS": told}
    server = subprocess.Popen([bin_of(python) / "spark-class", HISTORY_SERVER], env=env)
    try:
        for _ in range(COMPACTING_SECONDS):
            if list(place.glob("log/*/*.compact")):
                time.sleep(2)
                return
            time.sleep(1)
        raise TimeoutError("the history server compacted nothing")
    finally:
        server.terminate()
        server.wait()


def attempts(minicluster: str) -> Callable[[str, Path], None]:
    """A program that YARN starts again, since its first attempt failed."""

    def make(python: str, place: Path) -> None:
        jars = bin_of(python).parent / "jars"
        settings = [
            *PLAIN,
            "spark.executor.instances=1",
            "spark.executor.memory=512m",
            "spark.driver.memory=512m",
            "spark.yarn.maxAppAttempts=2",
            f"spark.yarn.jars=local:{jars}/*",
            f"spark.yarn.stagingDir={(place / 'yarn').as_uri()}",
            f"spark.yarn.appMasterEnv.PYSPARK_PYTHON={python}",
            f"spark.executorEnv.PYSPARK_PYTHON={python}",
        ]
        confs = [word for setting in settings for word in ("--conf", setting)]
        yarn = ["--master", "yarn", "--deploy-mode", "cluster", "--name", "attempts"]
        files = ["--py-files", f"{HERE}/jobs.py,{HERE}/meters.py"]
        (place / "log").mkdir(parents=True)
        program = [HERE / "make.py", "attempts", place]
        submit = [bin_of(python) / "spark-submit", *yarn, *confs, *files, *program]
        command = [python, HERE / "yarn.py", minicluster, place / "yarn", *submit]
        subprocess.run(command, check=True, env=environment(python))

    return make


def environment(python: str) -> dict[str, str]:
    return os.environ | {"PYSPARK_PYTHON": python, "SPARK_LOCAL_HOSTNAME": "localhost"}


def bin_of(python: str) -> Path:
    where = "import pyspark; print(pyspark.__path__[0])"
    told = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True)
    return Path(told.stdout.strip()) / "bin"


def logs(tools: Tools) -> dict[str, tuple[str, Callable[[str, Path], None]]]:
    """By name, which Python makes each, and how."""
    four, three = tools.spark_4, tools.spark_3_5
    plain = ["crashed", "cut", "failed", "merged", "python_udf", "rdd", "skewed", "stream"]
    old = ["crashed", "python_udf", "rdd", "stream"]
    return {
        "sales": (four, job("sales", *PLAIN, *MEMORY)),
        "sales-4.0": (tools.spark_4_0, job("sales", *PLAIN, *MEMORY)),
        "sales-3.5": (three, job("sales", *PLAIN, *MEMORY)),
        "sales-3.4": (tools.spark_3_4, job("sales", *PLAIN, *MEMORY)),
        "sales-3.3": (tools.spark_3_3, job("sales", *PLAIN, *MEMORY)),
        "failed-3.3": (tools.spark_3_3, job("failed", *PLAIN)),
        **{name: (four, job(name, *PLAIN)) for name in plain},
        **{f"{name}-3.5": (three, job(name, *PLAIN)) for name in old},
        "rolled": (four, job("rolled", *ROLLED)),
        "compacted": (three, compacted),
        "attempts": (four, attempts(tools.minicluster)),
        "connect": (four, connect()),
        "connect-3.5": (three, connect(*CONNECT_3)),
    }


def keep(name: str, place: Path) -> None:
    """Scrubs what a job left: a file a log, or a folder with its pieces."""
    host = socket.gethostname()
    # A short name may be a part of words.
    hosts = {f"{before}{host}{after}": f"{before}host{after}" for before in '"/' for after in '":'}
    texts = {f"file:{place}": "/lake", str(place): "/lake", **hosts}
    texts[socket.gethostbyname(host)] = "host"
    for found in sorted((place / "log").iterdir()):
        attempt = found.name.rpartition("_")[2] if name == "attempts" else ""
        kept = LOGS / f"{name}{attempt and f'_{attempt}'}"
        if found.is_dir():
            keep_pieces(found, kept, texts)
        elif not found.name.startswith("."):
            with gzip.GzipFile(kept.with_name(f"{kept.name}.gz"), "wb", mtime=0) as out:
                out.writelines(scrubbed(lines_of(found), texts))
    for found in place.glob("answer*.json"):
        shutil.copy(found, ANSWERS / found.name.replace("answer", name))


def keep_pieces(folder: Path, kept: Path, texts: dict[str, str]) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for piece in folder.iterdir():
        if piece.name.startswith("."):
            continue
        lines = list(scrubbed(lines_of(piece), texts))
        (kept / piece.name).write_bytes(frames(lines) if is_zstd(piece) else b"".join(lines))


def is_zstd(path: Path) -> bool:
    return ".zstd" in path.suffixes


def lines_of(path: Path) -> Iterable[bytes]:
    raw = path.read_bytes()
    if not is_zstd(path):
        return raw.splitlines(keepends=True)
    reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    return reader.read().splitlines(keepends=True)


def frames(lines: list[bytes]) -> bytes:
    packer = zstandard.ZstdCompressor()
    starts = range(0, len(lines), FRAME_LINES)
    return b"".join(packer.compress(b"".join(lines[at : at + FRAME_LINES])) for at in starts)


def main(*given: str) -> None:
    tools = Tools(*given[: len(Tools._fields)])
    known = logs(tools)
    for folder in [LOGS, ANSWERS]:
        folder.mkdir(exist_ok=True)
    for name in given[len(tools) :] or known:
        python, make = known[name]
        with tempfile.TemporaryDirectory(prefix=f"eventlog-{name}-") as scratch:
            make(python, Path(scratch))
            keep(name, Path(scratch))


if __name__ == "__main__":
    main(*sys.argv[1:])
