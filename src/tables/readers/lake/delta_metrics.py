"""How many rows a commit to a Delta table changed, as its writer reported them."""

from typing import Any

# By Spark, then by delta-rs. numOutputRows has copied rows too, unless rows were only added.
APPENDED = ("numOutputRows", "num_added_rows")
MERGED = {
    "inserted": ("numTargetRowsInserted", "num_target_rows_inserted"),
    "updated": ("numTargetRowsUpdated", "num_target_rows_updated"),
    "deleted": ("numTargetRowsDeleted", "num_target_rows_deleted"),
}
UPDATED = {"updated": ("numUpdatedRows", "num_updated_rows")}
DELETED = {"deleted": ("numDeletedRows", "num_deleted_rows")}
METRICS = {
    "WRITE": {"inserted": APPENDED},
    "CREATE TABLE AS SELECT": {"inserted": APPENDED},
    "MERGE": MERGED,
    "UPDATE": UPDATED,
    "DELETE": DELETED,
}


def changed_rows(commit: dict[str, Any]) -> dict[str, int | None]:
    """None for what its writer did not report, or what another operation may mean by it."""
    metrics = commit.get("operationMetrics") or {}
    known = METRICS.get(commit.get("operation", ""), {})
    kinds = ("inserted", "updated", "deleted")
    return {kind: count(metrics, known.get(kind, ())) for kind in kinds}


def count(metrics: dict[str, Any], names: tuple[str, ...]) -> int | None:
    """Spark writes numbers as text."""
    found = next((metrics[name] for name in names if name in metrics), None)
    text = str(found)
    return int(text) if text.isascii() and text.isdigit() else None
