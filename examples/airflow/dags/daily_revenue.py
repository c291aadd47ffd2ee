"""The job of examples/own-job each night: both engines, recorded, then compared."""

import shlex
from datetime import datetime
from pathlib import Path

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

JOB = Path(__file__).resolve().parents[2] / "own-job"
ETL_COMPARE = "../../bin/etl-compare"
#: The UTC date that a run is about, of its logical date.
DAY = "{{ ds }}"
UV = ["uv", "run", "--no-sync", "--project"]
SPARK = [*UV, "../../docker/spark", "jobs/revenue_spark.py"]
DUCKDB = [*UV, "../../docker/pythonic", "jobs/revenue_duckdb.py"]


def output(engine: str) -> str:
    return f"output/{engine}/dt={DAY}"


def bash(task_id: str, *commands: list[str]) -> BashOperator:
    line = " && ".join(shlex.join(command) for command in commands)
    return BashOperator(task_id=task_id, bash_command=line, cwd=str(JOB))


def recorded(engine: str, *command: str) -> BashOperator:
    """The command as it is. What it cost and what it wrote is a record, whether it fails or not."""
    run = ["--job", "daily_revenue", "--engine", engine, "--partition", DAY]
    kept = ["--output", output(engine), "--ledger", "ledger"]
    record = [ETL_COMPARE, "record", *run, *kept, "--", *command]
    return bash(engine, ["mkdir", "-p", output(engine)], record)


with DAG(
    "daily_revenue",
    schedule="17 3 * * *",
    start_date=datetime(2026, 11, 20),
    catchup=False,
    max_active_tasks=1,  # Engines that share the cores would measure each other
    default_args={"retries": 1},
):
    source = f"data/dt={DAY}"
    spark_table = f"{output('spark')}/daily_revenue"
    duckdb_table = f"{output('duckdb')}/daily_revenue.parquet"
    spark = recorded("spark", *SPARK, "--source", source, "--target", spark_table, "--day", DAY)
    duckdb = recorded(
        "duckdb", *DUCKDB, "--orders", f"{source}/orders.csv", "--to", duckdb_table, "--date", DAY
    )
    diff = [ETL_COMPARE, "diff", spark_table, duckdb_table, "--key", "shop", "--no-values"]
    compare = bash("compare", diff)
    spark >> duckdb >> compare
