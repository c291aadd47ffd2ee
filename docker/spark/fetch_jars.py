"""Brings what Spark needs for Iceberg to `jars/`, each as lakehouse-jars.sha256 has it.

From Maven Central, or the mirror that MAVEN_REPOSITORY names.
"""

import hashlib
import os
import shutil
from pathlib import Path
from urllib.request import urlopen

HERE = Path(__file__).parent
REPOSITORY = os.environ.get("MAVEN_REPOSITORY", "https://repo1.maven.org/maven2")


def main() -> None:
    jars = HERE / "jars"
    jars.mkdir(exist_ok=True)
    for line in (HERE / "lakehouse-jars.sha256").read_text(encoding="utf-8").splitlines():
        expected, coordinates = line.split()
        group, artifact, version = coordinates.split(":")
        name = f"{artifact}-{version}.jar"
        if not (jars / name).exists():
            address = f"{REPOSITORY}/{group.replace('.', '/')}/{artifact}/{version}/{name}"
            fetch(address, expected, jars / name)


def fetch(address: str, expected: str, target: Path) -> None:
    partial = target.with_suffix(".partial")
    with urlopen(address) as source, partial.open("wb") as file:
        shutil.copyfileobj(source, file)
    with partial.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        partial.unlink()
        raise SystemExit(f"{address} has SHA-256 {found}, not {expected}")
    partial.rename(target)


if __name__ == "__main__":
    main()
