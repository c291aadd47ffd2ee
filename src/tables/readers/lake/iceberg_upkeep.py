"""How a table of Apache Iceberg is kept: its data files, past snapshots, and unused files."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from iceberg_library import open_table, scan_at
from pyarrow.fs import FileInfo, FileSelector
from pyiceberg.io.pyarrow import PyArrowFileIO
from pyiceberg.manifest import DataFileContent
from pyiceberg.table import Table

# Where a writer without a catalog looks for the newest metadata.
HINT = "version-hint.text"
# Of no table: Hadoop keeps a checksum beside each local file. Spark's own removal spares them too.
HIDDEN = (".", "_")


def inspect(question: dict[str, Any]) -> dict[str, object]:
    table = open_table(question)
    return {
        "dataFiles": data_files(table, question["version"]),
        "pastSnapshots": past_snapshots(table),
        "orphans": orphans(table, question["orphanSeconds"]),
    }


def data_files(table: Table, version: str | None) -> list[list[int]]:
    """Bytes of each, by partition."""
    sizes: dict[tuple[int, str], list[int]] = defaultdict(list)
    for task in scan_at(table, version).plan_files():
        if task.file.content == DataFileContent.DATA:
            partition = (task.file.spec_id, repr(task.file.partition))
            sizes[partition].append(task.file.file_size_in_bytes)
    return list(sizes.values())


def past_snapshots(table: Table) -> list[float]:
    kept = {each.snapshot_id for each in table.refs().values()}
    return [
        age(datetime.fromtimestamp(each.timestamp_ms / 1000, UTC))
        for each in table.snapshots()
        if each.snapshot_id not in kept
    ]


def age(moment: datetime) -> float:
    return max(0.0, (datetime.now(UTC) - moment).total_seconds())


def orphans(table: Table, least_seconds: float | None) -> dict[str, object] | None:
    """None where nobody asks."""
    if least_seconds is None:
        return None
    if not isinstance(table.io, PyArrowFileIO):
        return {"reason": f"{type(table.io).__name__} does not list files"}
    used = {path_of(location) for location in used_files(table)}
    found = [
        file
        for file in files_below(table)
        if file.path not in used and not is_hidden(file) and age(file.mtime) >= least_seconds
    ]
    example = min((below(file.path, table) for file in found), default=None)
    return {"files": len(found), "example": example}


def is_hidden(file: FileInfo) -> bool:
    return file.base_name == HINT or file.base_name.startswith(HIDDEN)


def used_files(table: Table) -> set[str]:
    """Everything that the current metadata and those in its log lead to."""
    metadata = table.metadata
    used = {table.metadata_location, *(each.metadata_file for each in metadata.metadata_log)}
    used.update(each.statistics_path for each in metadata.statistics)
    used.update(each.statistics_path for each in metadata.partition_statistics)
    read: set[str] = set()
    for snapshot in table.snapshots():
        used.add(snapshot.manifest_list)
        for manifest in snapshot.manifests(table.io):
            if manifest.manifest_path in read:
                continue
            read.add(manifest.manifest_path)
            entries = manifest.fetch_manifest_entry(table.io, discard_deleted=False)
            used.update(entry.data_file.file_path for entry in entries)
    return used | read


def files_below(table: Table) -> list[FileInfo]:
    """In the table's folder, and where its properties say that data or metadata go."""
    properties = table.properties
    places = {table.location().rstrip("/")}
    for key in ("write.data.path", "write.metadata.path"):
        if place := properties.get(key):
            places.add(place.rstrip("/"))
    found: dict[str, FileInfo] = {}
    for place in places:
        scheme, netloc, path = PyArrowFileIO.parse_location(place, table.io.properties)
        selector = FileSelector(path, recursive=True, allow_not_found=True)
        for file in table.io.fs_by_scheme(scheme, netloc).get_file_info(selector):
            if file.is_file:
                found[file.path] = file
    return list(found.values())


def path_of(location: str) -> str:
    return PyArrowFileIO.parse_location(location)[2]


def below(path: str, table: Table) -> str:
    return path.removeprefix(path_of(table.location())).lstrip("/")
