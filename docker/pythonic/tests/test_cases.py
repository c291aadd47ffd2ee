"""Every job on the hand-made cases, run as etl-compare runs it."""

import csv
import datetime as dt
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import cgroup
import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from parquet_format import ROW_GROUP_ROWS

PROJECT = Path(__file__).parents[1]
CASES = PROJECT.parents[1] / "fixtures" / "cases"
TIERS = {"TIER_GOLD": "1000", "TIER_SILVER": "250.005"}

# Column types of each table, as DuckDB sees them in its Parquet
SESSIONS_TYPES = json.loads((CASES / "sessions" / "types.json").read_text())
TIERS_TYPES = json.loads((CASES / "customer_tiers" / "types.json").read_text())

Row = dict[str, Any]


def run(job: str, source: Path, output: Path, **env: str) -> subprocess.CompletedProcess[str]:
    output.mkdir()
    return subprocess.run(
        [sys.executable, f"jobs/{job}.py"],
        cwd=PROJECT,
        env={**os.environ, "ETL_INPUT": str(source), "ETL_OUTPUT": str(output), **env},
        capture_output=True,
        text=True,
        check=False,
    )


def table(output: Path, name: str) -> tuple[dict[str, str], list[Row]]:
    """Types as DuckDB sees them in the Parquet, and the rows in a fixed order."""
    path = output / f"{name}.parquet"
    relation = duckdb.sql(f"FROM read_parquet('{path}')")
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    return types, sorted(pl.read_parquet(path).rows(named=True), key=str_values)


def str_values(row: Row) -> list[str]:
    return [str(value) for value in row.values()]


def expected(job: str, name: str, types: dict[str, str]) -> list[Row]:
    def value(column: str, written: Any) -> Any:
        if types[column].startswith("TIMESTAMP"):
            return dt.datetime.fromisoformat(written)
        return Decimal(written) if types[column].startswith("DECIMAL") else written

    rows = json.loads((CASES / job / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    return sorted(({c: value(c, v) for c, v in row.items()} for row in rows), key=str_values)


def sessions_input(folder: Path, kind: str) -> Path:
    folder.mkdir()
    pl.read_csv(CASES / "sessions" / "geo.csv").write_parquet(folder / "geo.parquet")
    source = CASES / "sessions" / "events.csv"
    if kind == "csv":
        (folder / "events.csv").write_bytes(source.read_bytes())
        return folder
    with source.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    if kind == "parquet with NULLs":
        lines = [[field or None for field in line] for line in lines]  # type: ignore[misc]
    half = len(lines) // 2
    for part, rows in enumerate([lines[:half], lines[half:]]):
        schema = dict.fromkeys(header, pl.String)
        pl.DataFrame(rows, schema, orient="row").write_parquet(folder / f"part-{part}.parquet")
    return folder


def orders_input(folder: Path, kind: str) -> Path:
    folder.mkdir()
    source = CASES / "customer_tiers" / "orders.csv"
    if kind == "parquet":
        schema = {"amount": pl.Decimal(18, 2)}
        orders = pl.read_csv(source, schema_overrides=schema, try_parse_dates=True)
        time = pl.col("order_ts").dt.convert_time_zone("UTC").dt.cast_time_unit("us")
        orders.with_columns(time).write_parquet(folder / "orders.parquet")
    else:
        (folder / "orders.csv").write_bytes(source.read_bytes())
    return next(folder.iterdir()) if kind == "csv file" else folder


@pytest.mark.parametrize("kind", ["csv", "parquet", "parquet with NULLs"])
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_sessions_of_the_cases_are_as_defined(engine: str, kind: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    trial = run(f"sessions_{engine}", sessions_input(tmp_path / "input", kind), output)
    assert trial.returncode == 0, trial.stderr
    for name, types in SESSIONS_TYPES.items():
        assert table(output, name) == (types, expected("sessions", name, types))


@pytest.mark.parametrize("kind", ["csv", "csv file", "parquet"])
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_customer_tiers_of_the_cases_are_as_defined(engine: str, kind: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    source = orders_input(tmp_path / "input", kind)
    trial = run(f"customer_tiers_{engine}", source, output, **TIERS)
    assert trial.returncode == 0, trial.stderr
    rows = expected("customer_tiers", "customer_tiers", TIERS_TYPES["customer_tiers"])
    assert table(output, "customer_tiers") == (TIERS_TYPES["customer_tiers"], rows)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_job_writes_the_row_groups_that_it_reports(engine: str, tmp_path: Path) -> None:
    source, output = tmp_path / "input", tmp_path / "output"
    source.mkdir()
    customers = pl.int_range(ROW_GROUP_ROWS + 1, eager=True)
    pl.DataFrame({"order_id": customers, "customer_id": customers}).with_columns(
        order_ts=pl.lit("2025-01-01T00:00:00Z"), amount=pl.lit("1.00")
    ).write_csv(source / "orders.csv")
    trial = run(f"customer_tiers_{engine}", source, output, ETL_CPUS="1", **TIERS)
    assert trial.returncode == 0, trial.stderr
    metadata = pq.read_metadata(output / "customer_tiers.parquet")
    groups = [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)]
    assert (len(groups), max(groups)) == (2, ROW_GROUP_ROWS)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_job_reports_its_stages_and_leaves_only_its_tables(engine: str, tmp_path: Path) -> None:
    output, scratch = tmp_path / "output", tmp_path / "scratch"
    scratch.mkdir()
    run(
        f"sessions_{engine}",
        sessions_input(tmp_path / "input", "csv"),
        output,
        ETL_STAGES=str(tmp_path / "stages"),
        ETL_CPUS="1",
        ETL_MEMORY=str(2**31),
        TMPDIR=str(scratch),
    )
    told, ready, *stages = map(json.loads, (tmp_path / "stages").read_text().splitlines())
    seen = {"cores": str(len(os.sched_getaffinity(0))), "cgroup.memory": cgroup.memory_limit()}
    own = {
        "polars": {
            "threads": str(pl.thread_pool_size()),
            "memory_limit": "none of its own",
        },
        "duckdb": {"threads": "1", "memory_limit": "1.1 GiB"},
    }
    ways = {"streaming": "yes", "row_group_size": str(ROW_GROUP_ROWS)}
    assert told == {"settings": {**own[engine], **ways, **seen}}
    assert ready == {"stage": "ready"}
    assert [line["stage"] for line in stages] == ["cleanse", "country", "sessionise", "load"]
    assert all(line["seconds"] >= 0 for line in stages)
    assert {p.name for p in output.iterdir()} == {
        "events.parquet",
        "sessions.parquet",
        "rejects.parquet",
    }
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("files", "limit"),
    [
        ({"proc/self/cgroup": "0::/a/b", "sys/fs/cgroup/a/b/memory.max": "2147483648"}, "2048 MiB"),
        ({"proc/self/cgroup": "0::/a", "sys/fs/cgroup/memory.max": "max"}, "none"),
        (
            {
                "proc/self/cgroup": "0::/\n4:cpu,memory:/docker/1\n3:cpuset:/",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": "1073741824",
            },
            "1024 MiB",
        ),
        (
            {
                "proc/self/cgroup": "4:memory:/",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
            },
            "none",
        ),
        ({"proc/self/cgroup": "0::/"}, "none"),
        ({}, "unknown"),
    ],
)
def test_the_memory_limit_is_that_of_the_cgroup(
    files: dict[str, str], limit: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert cgroup.memory_limit(tmp_path) == limit
