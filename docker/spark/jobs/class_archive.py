"""Spark's classes as Java shares them between processes: mapped from one file, not read from jars.

`archive_classes.py` makes the archive, once for a machine or an image. Java takes it where all is
as it was then; what is known beforehand is in a stamp beside it.
"""

import hashlib
import json
import os
from pathlib import Path

import java

FOLDER = Path(__file__).resolve().parents[1] / ".classes"
# Java's own classes, since not every Java brings an archive of them, and Spark's on top of these
OF_JAVA, OF_SPARK = FOLDER / "java.jsa", FOLDER / "spark.jsa"
STAMP = FOLDER / "made-with.json"
# A larger heap needs longer pointers
SHORT_POINTERS = 32 << 30

Circumstances = dict[str, str]


def circumstances(java_home: Path, heap: int) -> Circumstances:
    """What an archive depends on, by how a misfit is told."""
    jars = "".join(
        f"{jar} {jar.stat().st_size} {int(jar.stat().st_mtime)}\n" for jar in jars_of_spark()
    )
    return {
        "this Java": java.release(java_home),
        "these jars": hashlib.sha256(jars.encode()).hexdigest(),
        "a heap of this size": "below 32 GiB" if heap < SHORT_POINTERS else "32 GiB or more",
    }


def misfit(now: Circumstances) -> str | None:
    """Why the archive is left out; None where it fits."""
    try:
        stamp = json.loads(STAMP.read_text())
        made, sizes = stamp["made with"], stamp["bytes"]
    except (OSError, ValueError, KeyError):
        return "none was made"
    # Of a part of an archive, Java would die
    if sizes != bytes_of_files():
        return "it is incomplete"
    others = [name for name, value in now.items() if made.get(name) != value]
    return f"it was not made with {' and '.join(others)}" if others else None


def stamp(made: Circumstances) -> None:
    STAMP.write_text(json.dumps({"made with": made, "bytes": bytes_of_files()}, indent=2))


def bytes_of_files() -> list[int]:
    return [file.stat().st_size for file in (OF_JAVA, OF_SPARK) if file.exists()]


def in_order() -> dict[str, str]:
    """Spark's jars by name: Java compares the path, and the order of `jars/*` is the disk's."""
    return {"spark.driver.extraClassPath": ":".join(map(str, jars_of_spark()))}


def taken() -> dict[str, str]:
    """The archive, which Java passes over in silence where it does not fit."""
    files = f"{OF_JAVA}:{OF_SPARK}"
    options = f'"-XX:SharedArchiveFile={files}" -Xshare:auto -Xlog:cds*=off'
    return {"spark.driver.defaultJavaOptions": options}


def is_mapped(pid: int) -> bool:
    """Whether a process has taken the archive."""
    return str(OF_SPARK) in Path(f"/proc/{pid}/maps").read_text()


def jars_of_spark() -> list[Path]:
    # Not every engine that runs these programs has it
    import pyspark

    home = os.environ.get("SPARK_HOME") or Path(pyspark.__file__).parent
    return sorted(Path(home, "jars").glob("*.jar"))
