"""A table of Apache Iceberg: the files of one snapshot placed in a folder as they are, with what it
takes to read them; or its rows, decoded by PyIceberg.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import iceberg_sqlite
from iceberg_metadata import (
    Json,
    identity_sources,
    layout_at,
    name_of,
    operations_since,
    schema_at,
    snapshot_at,
)
from iceberg_name_mapping import ids_by_name
from iceberg_plan import PlannedFile, Uncovered, plan
from iceberg_source import IcebergSource
from place import Source, place


def read(question: dict[str, Any]) -> dict[str, object]:
    """
    :param question: with ``decoded`` where files as they are do not do
    """
    if not question["decoded"]:
        # A key is missing in metadata that are not as the specification has them.
        with suppress(Uncovered, KeyError):
            return placed(open_source(question), question)
    import iceberg_library

    source, files, size = iceberg_library.decode(question)
    return {"files": files, "bytes": size, **described(source, question)}


def version(question: dict[str, Any]) -> dict[str, object]:
    source = open_source(question)
    return {"version": name_of(snapshot_at(source.metadata, question["version"]))}


def open_source(question: dict[str, Any]) -> IcebergSource:
    """Without a library where this is possible, which spares its start; else by PyIceberg."""
    try:
        return iceberg_sqlite.open_source(question)
    except Uncovered:
        import iceberg_library

        return iceberg_library.open_source(question)


def placed(source: IcebergSource, question: dict[str, Any]) -> dict[str, object]:
    metadata, folder = source.metadata, question["folder"]
    schema = schema_at(metadata, question["version"])
    if has_defaults(schema):
        raise Uncovered("default values")
    names = ids_by_name(metadata)
    planned = plan(snapshot_at(metadata, question["version"]), source.read)
    answer = {
        "files": len(planned.data),
        "bytes": sum(each.bytes for each in planned.data),
        **described(source, question),
    }
    data = located(planned.data, source, f"{folder}/part")
    deletes = located(planned.deletes, source, f"{folder}/deletes")
    # Nothing is placed before all are found.
    for each in data + deletes:
        place(each.source, each.path)
    answer["placed"] = {
        "schema": schema,
        "identity": identity_sources(metadata),
        "names": names,
        "data": [each.answer() for each in data],
        "deletes": [each.answer() for each in deletes],
    }
    return answer


@dataclass(frozen=True)
class LocatedFile:
    """A file of the table, and where it is placed."""

    file: PlannedFile
    source: Source
    path: str

    def answer(self) -> dict[str, object]:
        file = self.file
        known = {"location": file.location, "sequence": file.sequence, "partition": file.partition}
        return {"path": self.path, **known}


def located(files: list[PlannedFile], source: IcebergSource, begin: str) -> list[LocatedFile]:
    return [
        LocatedFile(file, source.source(file.location), f"{begin}-{number:05}.parquet")
        for number, file in enumerate(files, 1)
    ]


def has_defaults(schema: Json) -> bool:
    return '"initial-default"' in json.dumps(schema)


def described(source: IcebergSource, question: dict[str, Any]) -> dict[str, object]:
    """What its metadata tell of the snapshot that is read."""
    metadata, asked = source.metadata, question["version"]
    snapshot = snapshot_at(metadata, asked)
    answer: dict[str, object] = {
        "version": name_of(snapshot),
        "layout": layout_at(metadata, asked),
    }
    if "since" in question:
        answer["written"] = written_since(source, snapshot, question["since"])
    return answer


def written_since(
    source: IcebergSource, snapshot: Json | None, since: str | None
) -> dict[str, object] | None:
    """The operations after a snapshot, and how many of its files were there already.

    None where the snapshot is no ancestor of the one that is read: then nobody can tell.
    """
    operations = operations_since(source.metadata, snapshot, since)
    if operations is None:
        return None
    before = None if since is None else snapshot_at(source.metadata, since)
    older = source.paths(before) & source.paths(snapshot)
    return {"operations": operations, "older": len(older)}
