"""Every job on the hand-made cases; one of them as etl-compare runs it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).parents[1]
CASES = PROJECT.parents[1] / "fixtures" / "cases"
TIERS = {"TIER_GOLD": "1000", "TIER_SILVER": "250.005"}

# Column types of each table, as DuckDB sees them in its Parquet
SESSIONS_TYPES = json.loads((CASES / "sessions" / "types.json").read_text())
TIERS_TYPES = json.loads((CASES / "customer_tiers" / "types.json").read_text())


# A JVM that soon ends need neither optimise nor verify what it runs, nor collect among its classes
QUICK_JVM = (
    "-XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
    " -XX:MetaspaceSize=256m"
)
QUICK = {"SPARK_SUBMIT_OPTS": QUICK_JVM}


def run(program: str, lines: str = "", **env: str) -> None:
    trial = subprocess.run(
        [sys.executable, program],
        cwd=PROJECT,
        env={**os.environ, **QUICK, **env},
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    assert trial.returncode == 0, trial.stderr
    assert "ERROR" not in trial.stderr


def path_without_java(folder: Path) -> str:
    """The commands that Spark's start scripts call, and no Java."""
    folder.mkdir()
    for command in ["bash", "sh", "env", "dirname", "chmod", "ls", "ps", "cat"]:
        if found := shutil.which(command):
            (folder / command).symlink_to(found)
    return str(folder)


def assert_table(folder: Path, types: dict[str, str], expected: Path) -> None:
    db = duckdb.connect()
    db.execute("SET TimeZone = 'UTC'")
    files = f"'{folder}/*.parquet'"
    db.execute(f"CREATE VIEW actual AS FROM read_parquet({files})")
    db.execute(f"CREATE VIEW expected AS FROM read_json('{expected}', columns = {types})")
    actual = db.sql("FROM actual")
    assert dict(zip(actual.columns, map(str, actual.types), strict=True)) == types
    assert as_text(db, "FROM actual EXCEPT ALL FROM expected") == []
    assert as_text(db, "FROM expected EXCEPT ALL FROM actual") == []
    times = [column for column, type in types.items() if type.startswith("TIMESTAMP")]
    schema = db.sql(f"SELECT name, converted_type FROM parquet_schema({files})").fetchall()
    assert all(type == "TIMESTAMP_MICROS" for column, type in schema if column in times)


def as_text(db: duckdb.DuckDBPyConnection, query: str) -> list[tuple[str, ...]]:
    return db.sql(f"SELECT COLUMNS(*)::VARCHAR FROM ({query})").fetchall()


def sessions_input(folder: Path, kind: str) -> Path:
    """As Parquet in two files: a field empty in the CSV is NULL in one and '' in the other."""
    folder.mkdir()
    events, geo = CASES / "sessions" / "events.csv", CASES / "sessions" / "geo.csv"
    types = {"lo": "BIGINT", "hi": "BIGINT", "cc": "VARCHAR"}
    duckdb.sql(f"FROM read_csv('{geo}', columns = {types})").write_parquet(
        str(folder / "geo.parquet")
    )
    if kind == "csv":
        shutil.copy(events, folder)
        return folder
    lines = f"(SELECT *, row_number() OVER () AS n FROM read_csv('{events}', all_varchar = true,"
    lines += " header = true, quote = '\"', escape = '\"', comment = ''))"
    nulls = duckdb.sql(f"SELECT * EXCLUDE n FROM {lines} WHERE n % 2 = 0")
    empty = duckdb.sql(
        f"SELECT coalesce(COLUMNS(* EXCLUDE n), '') AS '\\0' FROM {lines} WHERE n % 2 = 1"
    )
    nulls.write_parquet(str(folder / "part-0.parquet"))
    empty.write_parquet(str(folder / "part-1.parquet"))
    return folder


def orders_input(folder: Path, kind: str) -> Path:
    folder.mkdir()
    source = CASES / "customer_tiers" / "orders.csv"
    if kind == "csv":
        shutil.copy(source, folder)
        return folder
    types = {
        "order_id": "BIGINT",
        "customer_id": "BIGINT",
        "order_ts": "TIMESTAMPTZ",
        "amount": "DECIMAL(18, 2)",
    }
    file = folder / "orders.parquet"
    duckdb.sql(f"FROM read_csv('{source}', columns = {types})").write_parquet(str(file))
    return file


JOBS = {
    "sessions": sessions_input,
    "customer_tiers": orders_input,
    "customer_tiers_udf": orders_input,
    "customer_tiers_arrow": orders_input,
}
KINDS = ["csv", "parquet"]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one Spark wrote for each job and kind of input, below JOB/KIND/output."""
    folder = tmp_path_factory.mktemp("cases")
    lines = []
    for job, make_input in JOBS.items():
        for kind in KINDS:
            case = folder / job / kind
            output = case / "output"
            output.mkdir(parents=True)
            source = make_input(case / "input", kind)
            env = {**TIERS, "ETL_INPUT": str(source), "ETL_OUTPUT": str(output)}
            lines.append(json.dumps({"job": job, "env": env}))
    run("tests/several.py", "\n".join(lines))
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_sessions_of_the_cases_are_as_defined(kind: str, outputs: Path) -> None:
    for name, types in SESSIONS_TYPES.items():
        output = outputs / "sessions" / kind / "output"
        assert_table(output / name, types, CASES / "sessions" / "expected" / f"{name}.json")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("job", ["customer_tiers", "customer_tiers_udf", "customer_tiers_arrow"])
def test_customer_tiers_of_the_cases_are_as_defined(job: str, kind: str, outputs: Path) -> None:
    output = outputs / job / kind / "output" / "customer_tiers"
    expected = CASES / "customer_tiers" / "expected" / "customer_tiers.json"
    assert_table(output, TIERS_TYPES["customer_tiers"], expected)


def test_without_java_on_the_machine_a_job_runs_reports_its_stages_and_leaves_only_its_tables(
    tmp_path: Path,
) -> None:
    source, output, scratch = tmp_path / "input", tmp_path / "output", tmp_path / "scratch"
    scratch.mkdir()
    output.mkdir()
    sessions_input(source, "csv")
    header, good = "event_id,ip,ts,method,path,protocol,status,bytes,referer,user_agent", "GET,/,"
    (source / "events.csv").write_text(
        f"{header}\n1,1.0.0.1,10/Oct/2025:13:00:00 +0000,{good}HTTP/1.1,200,5,,agent\n"
    )
    run(
        "jobs/sessions.py",
        ETL_INPUT=str(source),
        ETL_OUTPUT=str(output),
        PATH=path_without_java(tmp_path / "bin"),
        JAVA_HOME="",
        TMPDIR=str(scratch),
        ETL_STAGES=str(tmp_path / "stages"),
        ETL_CPUS="1",
        ETL_MEMORY=str(2**30),
    )
    told, ready, *stages, held = map(json.loads, (tmp_path / "stages").read_text().splitlines())
    assert told["settings"]["spark.master"] == "local[1]"
    assert told["settings"]["threads"] == "1"
    # The parallel collector keeps a part of the heap's 731 MiB free
    assert re.fullmatch(r"(6|7)\d\d MiB of heap", told["settings"]["memory_limit"])
    assert told["settings"]["streaming"] == "yes, by partitions"
    assert told["settings"]["row_group_size"] == "128 MiB"
    # It was made with the machine's Java, where there is one
    assert told["settings"]["class_archive"]
    assert not any(str(tmp_path) in value for value in told["settings"].values())
    assert ready == {"stage": "ready"}
    assert [line["stage"] for line in stages] == ["sessionise", "load"]
    assert "heapAfterFullGcBytes" in held
    assert all(line["seconds"] > 0 for line in stages)
    assert {folder.name for folder in output.iterdir()} == {"events", "sessions", "rejects"}
    assert duckdb.sql(f"FROM '{output}/rejects/*.parquet'").fetchall() == []
    assert list(scratch.iterdir()) == []
