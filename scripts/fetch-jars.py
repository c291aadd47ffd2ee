"""Brings the jars of docker/spark/lakehouse-jars.sha256 to docker/spark/jars, by Spark."""

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from pyspark.sql import SparkSession

SPARK = Path(__file__).parents[1] / "docker/spark"


def main() -> None:
    lines = (SPARK / "lakehouse-jars.sha256").read_text(encoding="utf-8").splitlines()
    sums = {coordinates: expected for expected, coordinates in map(str.split, lines)}
    with TemporaryDirectory() as folder:
        resolve(sorted(sums), folder)
        jars = SPARK / "jars"
        shutil.rmtree(jars, ignore_errors=True)
        jars.mkdir()
        for coordinates, expected in sums.items():
            group, artifact, version = coordinates.split(":")
            take(Path(folder) / f"jars/{group}_{artifact}-{version}.jar", expected, jars)


def resolve(packages: list[str], folder: str) -> None:
    """What comes with them goes there too: older copies of Spark's own jars, which nobody takes."""
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.jars.ivy", folder)
    builder.config("spark.jars.packages", ",".join(packages)).getOrCreate().stop()


def take(jar: Path, expected: str, folder: Path) -> None:
    with jar.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise SystemExit(f"{jar.name} has SHA-256 {found}, not {expected}")
    shutil.move(jar, folder)


if __name__ == "__main__":
    main()
