"""Packs a plain event log as Spark does: with each of its codecs, and compacted.

Usage: pack.py LOG LONGER_LOG FOLDER. Both logs are gzipped. FOLDER gets log.lz4, log.snappy,
log.lzf and log.zstd of the first, and compacted/ of the longer, by the code of the history server.
"""

import gzip
import shutil
import sys
from pathlib import Path

from pyspark import SparkConf
from pyspark.java_gateway import launch_gateway

#: Lines between two flushes; zstd ends a frame at each.
LINES = 12
CODECS = {"lz4": "LZ4", "snappy": "Snappy", "lzf": "LZF", "zstd": "ZStd"}


def main(log: str, longer: str, folder: str) -> None:
    lines = lines_of(log)
    out = Path(folder).resolve()
    out.mkdir(parents=True, exist_ok=True)
    jvm = launch_gateway(SparkConf()).jvm
    conf = jvm.org.apache.spark.SparkConf(False).set("spark.eventLog.compress", "false")
    for name, codec in CODECS.items():
        file = jvm.java.io.FileOutputStream(str(out / f"log.{name}"))
        stream = getattr(jvm.org.apache.spark.io, f"{codec}CompressionCodec")(
            conf
        ).compressedContinuousOutputStream(file)
        for first in range(0, len(lines), LINES):
            stream.write(bytearray(b"".join(lines[first : first + LINES])))
            stream.flush()
        stream.close()
    compacted = out / "compacted" / "eventlog_v2_app-1"
    roll(lines_of(longer), compacted)
    compact(jvm, conf, compacted)


def lines_of(log: str) -> list[bytes]:
    with gzip.open(log) as file:
        return file.readlines()


def roll(lines: list[bytes], folder: Path) -> None:
    """Three pieces, the second from the middle on."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "appstatus_app-1").touch()
    ends = [0, len(lines) // 2, len(lines) * 3 // 4, len(lines)]
    for index in range(3):
        (folder / f"events_{index + 1}_app-1").write_bytes(
            b"".join(lines[ends[index] : ends[index + 1]])
        )


def compact(jvm: object, conf: object, folder: Path) -> None:
    hadoop = jvm.org.apache.hadoop.conf.Configuration()
    path = jvm.org.apache.hadoop.fs.Path(folder.as_uri())
    files = path.getFileSystem(hadoop)
    history = jvm.org.apache.spark.deploy.history
    reader = history.EventLogFileReader.apply(files, path).get()
    result = history.EventLogFileCompactor(conf, hadoop, files, 1, 0.0).compact(
        reader.listEventLogFiles()
    )
    print(result.toString())


if __name__ == "__main__":
    main(*sys.argv[1:])
