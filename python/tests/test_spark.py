"""A frame of Spark is written by Spark, in a folder of many files."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPARK = ROOT / "docker/spark"
#: Spark ends soon, and its speed is not what is tested.
QUICK_JVM = (
    "-XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
    " -XX:MetaspaceSize=256m"
)


def test_frames_of_spark(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "ETL_CPUS": "1",
        "ETL_MEMORY": str(1 << 30),
        "PYTHONPATH": f"{ROOT / 'python'}:{SPARK / 'jobs'}",
        "SPARK_SUBMIT_OPTS": QUICK_JVM,
        "TMPDIR": str(tmp_path),
    }
    ended = subprocess.run(
        [SPARK / ".venv/bin/python", Path(__file__).with_name("spark_frames.py"), tmp_path],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert list(tmp_path.glob("etl-compare-*")) == []
    assert "a frame of pyspark (2 files)" in ended.stdout
    assert "1 row only in A" in ended.stdout
