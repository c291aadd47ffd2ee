"""How a Delta table is kept: its data files, past versions, and files that no version names."""

from collections import defaultdict
from math import ceil
from time import time
from typing import Any

import pyarrow as pa
from delta_table import open_table
from deltalake import DeltaTable

HOUR = 3600


def inspect(question: dict[str, Any]) -> dict[str, object]:
    table = open_table(question["place"], question["version"])
    return {
        "dataFiles": data_files(table),
        "pastSnapshots": past_versions(table),
        "orphans": orphans(table, question["orphanSeconds"]),
    }


def data_files(table: DeltaTable) -> list[list[int]]:
    """Bytes of each, by partition."""
    keys = table.metadata().partition_columns
    sizes: dict[str, list[int]] = defaultdict(list)
    for file in pa.table(table.get_add_actions()).to_pylist():
        partition = file.get("partition") or file.get("partition_values") or {}
        sizes[repr([partition.get(key) for key in keys])].append(file["size_bytes"])
    return list(sizes.values())


def past_versions(table: DeltaTable) -> list[float]:
    """Of those that its log still has."""
    now = time() * 1000
    newest = table.version()
    return [
        max(0.0, (now - each["timestamp"]) / 1000)
        for each in table.history()
        if each.get("version") != newest
    ]


def orphans(table: DeltaTable, least_seconds: float | None) -> dict[str, object] | None:
    """None where nobody asks. What a full vacuum would remove besides what versions removed."""
    if least_seconds is None:
        return None
    hours = ceil(least_seconds / HOUR)

    def unused(full: bool) -> set[str]:
        return set(table.vacuum(hours, True, False, full=full))

    found = unused(full=True) - unused(full=False)
    return {"files": len(found), "example": min(found, default=None)}
