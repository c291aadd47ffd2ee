"""Packs a plain event log with each of Spark's own codecs.

Usage: pack.py LOG FOLDER. The log is gzipped. FOLDER gets log.lz4, log.snappy, log.lzf and
log.zstd.
"""

import gzip
import sys
from pathlib import Path

from pyspark import SparkConf
from pyspark.java_gateway import launch_gateway

#: Lines between two flushes; zstd ends a frame at each.
LINES = 12
CODECS = {"lz4": "LZ4", "snappy": "Snappy", "lzf": "LZF", "zstd": "ZStd"}


def main(log: str, folder: str) -> None:
    with gzip.open(log) as file:
        lines = file.readlines()
    out = Path(folder).resolve()
    out.mkdir(parents=True, exist_ok=True)
    jvm = launch_gateway(SparkConf()).jvm
    conf = jvm.org.apache.spark.SparkConf(False)
    for name, codec in CODECS.items():
        file = jvm.java.io.FileOutputStream(str(out / f"log.{name}"))
        stream = getattr(jvm.org.apache.spark.io, f"{codec}CompressionCodec")(
            conf
        ).compressedContinuousOutputStream(file)
        for first in range(0, len(lines), LINES):
            stream.write(bytearray(b"".join(lines[first : first + LINES])))
            stream.flush()
        stream.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
