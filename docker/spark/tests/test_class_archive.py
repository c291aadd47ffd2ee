"""The archive of Spark's classes is taken where it fits, and never stands in a job's way."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import class_archive
import pytest

PROJECT = Path(__file__).parents[1]
ORDERS = PROJECT.parents[1] / "fixtures/cases/customer_tiers/orders.csv"


def settings_of_a_job(project: Path, folder: Path, **given: str) -> dict[str, str]:
    """What a job reported that ended well and wrote its table, with no word of Java in its log."""
    env = {
        **os.environ,
        "ETL_INPUT": str(ORDERS),
        "ETL_OUTPUT": str(folder),
        "ETL_STAGES": str(folder / "stages"),
        "ETL_CPUS": "1",
        "ETL_MEMORY": str(1 << 30),
        "SPARK_SUBMIT_OPTS": "-XX:TieredStopAtLevel=1",
        "TIER_GOLD": "1000",
        "TIER_SILVER": "250.005",
    }
    job = [sys.executable, "jobs/customer_tiers.py"]
    ended = subprocess.run(
        job, cwd=project, env={**env, **given}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "[cds" not in ended.stdout + ended.stderr
    assert list((folder / "customer_tiers").glob("*.parquet"))
    told: dict[str, dict[str, str]] = json.loads((folder / "stages").read_text().splitlines()[0])
    return told["settings"]


def test_the_archive_of_the_set_up_is_used_and_told_of_without_its_place(tmp_path: Path) -> None:
    told = settings_of_a_job(PROJECT, tmp_path)
    assert told["class_archive"] == "used"
    assert not any("/" in value for value in told.values())


def test_one_that_java_does_not_take_is_passed_over(tmp_path: Path) -> None:
    other_classes = f"--driver-class-path {tmp_path} pyspark-shell"
    told = settings_of_a_job(PROJECT, tmp_path, PYSPARK_SUBMIT_ARGS=other_classes)
    assert told["class_archive"] == "not used: Java refused it"


def test_a_part_of_one_is_left_out_for_java_would_die_of_it(tmp_path: Path) -> None:
    project = tmp_path / "a project"
    for part in ("jobs", "conf"):
        shutil.copytree(PROJECT / part, project / part)
    (project / ".classes").mkdir()
    for file in (class_archive.OF_JAVA, class_archive.STAMP):
        shutil.copy(file, project / ".classes")
    (project / ".classes" / class_archive.OF_SPARK.name).write_text("a part")
    told = settings_of_a_job(project, tmp_path)
    assert told["class_archive"] == "not used: it is incomplete"


HOME = Path("/usr")
NOW = class_archive.circumstances(HOME, 1 << 30)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (NOW, None),
        ({**NOW, "this Java": "another"}, "it was not made with this Java"),
        ({**NOW, "these jars": "others"}, "it was not made with these jars"),
        (
            class_archive.circumstances(HOME, 40 << 30),
            "it was not made with a heap of this size",
        ),
        ({}, "it was not made with this Java and these jars and a heap of this size"),
    ],
)
def test_the_stamp_beside_it_says_why_it_does_not_fit(
    made: dict[str, str],
    expected: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(class_archive, "STAMP", tmp_path / "stamp.json")
    assert class_archive.misfit(NOW) == "none was made"
    class_archive.STAMP.write_text("no JSON")
    assert class_archive.misfit(NOW) == "none was made"
    class_archive.stamp(made)
    assert class_archive.misfit(NOW) == expected
