"""Archives the classes that Spark loads for a small job: a JVM of the tests starts twice as fast.

Usage: archive-classes.py FILE. Java ignores an archive of another Java, or of other jars.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "docker/spark/jobs/customer_tiers.py"
LINES = ROOT / "fixtures/cases/customer_tiers/orders.csv"


def main(archive: Path) -> None:
    archive.unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "input"
        source.mkdir()
        shutil.copy(LINES, source)
        env = {
            "ETL_INPUT": str(source),
            "ETL_OUTPUT": str(Path(folder) / "output"),
            "SPARK_SUBMIT_OPTS": f"-XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit={archive}",
            "TIER_GOLD": "1000",
            "TIER_SILVER": "250.005",
        }
        # Java writes the archive after Python has ended: its output lasts until then.
        subprocess.run(
            [sys.executable, PROGRAM], env={**os.environ, **env}, capture_output=True, check=True
        )
    if not archive.exists():
        raise SystemExit(f"Java did not write {archive}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
