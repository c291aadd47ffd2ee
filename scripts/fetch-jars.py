"""Brings the jars that a list of docker/spark names to a folder, by Spark.

Usage: fetch-jars.py LIST FOLDER, such as fetch-jars.py lakehouse-jars.sha256 jars
"""

import hashlib
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pyspark.sql import SparkSession

SPARK = Path(__file__).parents[1] / "docker/spark"
# Spark has them itself, or nobody needs them: Delta's kernel and its Unity Catalog bring 70 MB.
EXCLUDED = (
    "com.fasterxml.jackson.core",
    "io.unitycatalog",
    "org.apache.hadoop",
    "org.apache.logging.log4j",
    "org.apache.parquet",
)


def main() -> None:
    listed, place = sys.argv[1:]
    lines = (SPARK / listed).read_text(encoding="utf-8").splitlines()
    sums = {coordinates: expected for expected, coordinates in map(str.split, lines)}
    with TemporaryDirectory() as folder:
        resolve(sorted(sums), folder)
        jars = SPARK / place
        shutil.rmtree(jars, ignore_errors=True)
        jars.mkdir()
        for coordinates, expected in sums.items():
            group, artifact, version = coordinates.split(":")
            take(Path(folder) / f"jars/{group}_{artifact}-{version}.jar", expected, jars)


def resolve(packages: list[str], folder: str) -> None:
    """What comes with them goes there too: older copies of Spark's own jars, which nobody takes."""
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.jars.ivy", folder)
    builder = builder.config("spark.jars.excludes", ",".join(f"{group}:*" for group in EXCLUDED))
    builder.config("spark.jars.packages", ",".join(packages)).getOrCreate().stop()


def take(jar: Path, expected: str, folder: Path) -> None:
    with jar.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise SystemExit(f"{jar.name} has SHA-256 {found}, not {expected}")
    shutil.move(jar, folder)


if __name__ == "__main__":
    main()
