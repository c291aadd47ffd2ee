"""The files of one snapshot of an Iceberg table, by its manifests: those that hold its rows, and
those that say which of them were deleted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from avro_records import AvroError, records
from iceberg_metadata import Json

Read = Callable[[str], bytes]

EXISTING, ADDED = 0, 1
DATA, POSITION_DELETES = 0, 1


class Uncovered(Exception):
    """What is left to a library: a feature that is not known here, or a file that is not valid."""


@dataclass(frozen=True)
class PlannedFile:
    location: str
    bytes: int
    # The commit that it counts from: deletes concern files that are not newer.
    sequence: int
    # The same number for all files of one partition.
    partition: int


@dataclass
class Plan:
    data: list[PlannedFile] = field(default_factory=list)
    deletes: list[PlannedFile] = field(default_factory=list)


def plan(snapshot: Json | None, read: Read) -> Plan:
    """
    :raises Uncovered: where a table has other than Parquet files and position deletes in them
    """
    planned = Plan()
    partitions: dict[str, int] = {}
    for manifest, entry in entries(snapshot, read):
        file, content = entry["data_file"], content_of(entry)
        require(content in (DATA, POSITION_DELETES), "equality deletes")
        require(file["file_format"].upper() == "PARQUET", f"files of {file['file_format']}")
        require(file.get("key_metadata") is None, "an encrypted file")
        partition = f"{manifest['partition_spec_id']} {file['partition']}"
        found = PlannedFile(
            location=file["file_path"],
            bytes=file["file_size_in_bytes"],
            sequence=sequence_of(manifest, entry),
            partition=partitions.setdefault(partition, len(partitions)),
        )
        (planned.data if content == DATA else planned.deletes).append(found)
    return planned


def data_paths(snapshot: Json | None, read: Read) -> set[str]:
    return {
        entry["data_file"]["file_path"]
        for _, entry in entries(snapshot, read)
        if content_of(entry) == DATA
    }


def entries(snapshot: Json | None, read: Read) -> Iterator[tuple[Json, Json]]:
    """Files that are in a snapshot, each with the manifest that lists it."""
    if snapshot is None:
        return
    for manifest in avro(snapshot["manifest-list"], read):
        require(manifest.get("key_metadata") is None, "an encrypted manifest")
        for entry in avro(manifest["manifest_path"], read):
            if entry["status"] in (EXISTING, ADDED):
                yield manifest, entry


def avro(location: str, read: Read) -> list[Json]:
    try:
        return records(read(location))
    except AvroError as error:
        raise Uncovered(f"{location}: {error}") from error


def content_of(entry: Json) -> int:
    """The first version of the format knows data alone."""
    return int(entry["data_file"].get("content", DATA))


def sequence_of(manifest: Json, entry: Json) -> int:
    """An added one may leave it to its manifest; the format's first version has none at all."""
    own = entry.get("sequence_number")
    if own is not None:
        return int(own)
    inherited = int(manifest.get("sequence_number", 0))
    require(entry["status"] == ADDED or inherited == 0, "a file without its sequence number")
    return inherited


def require(is_known: bool, what: str) -> None:
    if not is_known:
        raise Uncovered(what)
