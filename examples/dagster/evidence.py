"""Evidence for etl-compare: what Dagster measured of each attempt, and whether tables are equal."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetKey,
    HookContext,
    HookDefinition,
    MetadataValue,
    asset_check,
    failure_hook,
    success_hook,
)

from tables import place

HERE = Path(__file__).resolve().parent
ETL_COMPARE = os.environ.get("ETL_COMPARE", str(HERE.parents[1] / "bin/etl-compare"))
LEDGER = os.environ.get("LEDGER", str(HERE / "ledger"))


def etl_compare(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Exits with 0, or with 1 where a diff has found that tables differ.

    :raises RuntimeError: it could not do what it was asked
    """
    command = [ETL_COMPARE, *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode > 1:
        raise RuntimeError(ended.stderr)
    return ended


def recorded(version: str) -> set[HookDefinition]:
    """Hooks that record the asset ENGINE/JOB as a run of the job by that engine."""

    @success_hook(name="record_success")
    def record_success(context: HookContext) -> None:
        record(context, "ok", version)

    @failure_hook(name="record_failure")
    def record_failure(context: HookContext) -> None:
        record(context, "failed", version)

    return {record_success, record_failure}


def record(context: HookContext, outcome: str, version: str) -> None:
    results = [result | {"version": version} for result in results_of(context, outcome)]
    with TemporaryDirectory() as folder:
        file = Path(folder, "results.json")
        file.write_text(json.dumps(results))
        etl_compare("record", "--from", str(file), "--ledger", LEDGER)


def results_of(context: HookContext, outcome: str) -> Iterator[dict[str, object]]:
    """A result for each attempt of the step: one that was followed by another has failed."""
    engine, job = context.step_key.split("__", 1)
    partition = context.instance.get_run_by_id(context.run_id).tags["dagster/partition"]
    (step,) = context.instance.get_run_step_stats(context.run_id, [context.step_key])
    *earlier, last = step.attempts_list
    for attempt, ending in [*((each, "failed") for each in earlier), (last, outcome)]:
        table = place(AssetKey([engine, job]), partition)
        yield {
            "job": job,
            "engine": engine,
            "partition": partition,
            "started": datetime.fromtimestamp(attempt.start_time, UTC).isoformat(),
            "seconds": {"total": round(attempt.end_time - attempt.start_time, 3)},
            "outcome": ending,
            "tables": {job: fingerprint(table)} if ending == "ok" else {},
        }


def fingerprint(table: Path) -> dict[str, object]:
    printed = etl_compare("fingerprint", str(table), "--json").stdout
    (found,) = json.loads(printed)["tables"]
    return {"rows": found["rows"], "fingerprint": found["fingerprint"]}


def same_as(engine: str, asset: AssetKey, key: str) -> AssetChecksDefinition:
    """A check that fails unless the asset has the same rows as that of another engine."""
    other = AssetKey([engine, *asset.path[1:]])

    @asset_check(name=f"same_as_{engine}", asset=asset, additional_deps=[other])
    def check(context: AssetCheckExecutionContext) -> AssetCheckResult:
        tables = [str(place(each, context.partition_key)) for each in (other, asset)]
        diff = etl_compare("diff", *tables, "--key", key, "--no-values")
        printed = MetadataValue.md(f"```\n{diff.stdout}\n```")
        return AssetCheckResult(passed=diff.returncode == 0, metadata={"diff": printed})

    return check
