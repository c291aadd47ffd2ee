"""The employees pipeline as a Prefect flow: `etl-compare record` measures each phase.

python flow.py BATCH    one batch, from ../employees/data/BATCH
python flow.py          what has arrived in ../employees/inbox
python flow.py serve    the same each minute, until it is stopped
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.runtime import flow_run

EMPLOYEES = Path(__file__).resolve().parents[1] / "employees"
ETL_COMPARE = "../../bin/etl-compare"
UV = ["uv", "run", "--no-sync", "--project"]
PHASES = {
    "polars": [*UV, "../../docker/pythonic", "jobs/employees_polars.py"],
    "pyiceberg": [*UV, "../../docker/pythonic", "jobs/employees_pyiceberg.py"],
    "spark": [*UV, "../../docker/spark", "jobs/employees_spark.py"],
    "spark_sql": [*UV, "../../docker/spark", "jobs/employees_spark_sql.py"],
}
TABLES = {
    "employees": "employee_id",
    "active_employees": "employee_id",
    "department_counts": "department",
}


def execute(command: list[str], **env: str) -> None:
    subprocess.run(command, cwd=EMPLOYEES, env=os.environ | env, check=True)


@task
def claim() -> str | None:
    """Moves what has arrived into a batch of its own, named for the minute."""
    arrived = sorted((EMPLOYEES / "inbox").glob("*.csv"))
    if not arrived:
        return None
    minute = flow_run.scheduled_start_time or datetime.now(UTC)
    batch = minute.strftime("%Y-%m-%dT%H%M")
    (EMPLOYEES / "data" / batch).mkdir(parents=True, exist_ok=True)
    for file in arrived:
        file.rename(EMPLOYEES / "data" / batch / file.name)
    return batch


@task
def prepare(phases: Sequence[str]) -> None:
    """The catalog, and a namespace of each phase's own, which lasts."""
    namespaces = [f"live_{phase}" for phase in phases]
    execute([*UV, "../../docker/pythonic", "make_lake.py", *namespaces])


@task(retries=1, task_run_name="{phase} {batch}")
def run_phase(phase: str, batch: str) -> None:
    """Loads a batch. Loaded again, it changes nothing, so the task may be retried."""
    output = EMPLOYEES / "output" / batch / phase
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    record = [ETL_COMPARE, "record", "--job", "employees", "--engine", phase]
    tables = ["--output", f"iceberg:lake.live_{phase}.*"]
    execute(
        [*record, "--partition", batch, *tables, "--ledger", "ledger", "--", *PHASES[phase]],
        ETL_INPUT=f"data/{batch}",
        ETL_OUTPUT=str(output),
        ETL_NAMESPACE=f"live_{phase}",
    )


@task
def compare(first: str, other: str) -> None:
    """Fails unless the tables of two phases have the same rows."""
    for table, key in TABLES.items():
        names = [f"iceberg:lake.live_{phase}.{table}" for phase in (first, other)]
        execute([ETL_COMPARE, "diff", *names, "--key", key])


@flow(name="employees")
def employees(batch: str | None = None, phases: Sequence[str] = tuple(PHASES)) -> str | None:
    """Runs all phases over one batch, and compares what they have loaded so far."""
    batch = batch or claim()
    if batch is None:
        get_run_logger().info("Nothing has arrived")
        return None
    prepare(phases)
    for phase in phases:
        run_phase(phase, batch)
    for other in phases[1:]:
        compare(phases[0], other)
    return batch


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve"]:
            employees.serve(name="each-minute", cron="* * * * *", limit=1)
        case [] | [_]:
            employees(*sys.argv[1:])
        case _:
            sys.exit(__doc__)
