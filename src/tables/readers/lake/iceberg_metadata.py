"""What the metadata of an Iceberg table say without its data: snapshots, columns, layout. The
metadata are as the format's specification has them in JSON.
"""

from collections.abc import Iterator
from typing import Any

from failure import Failure

Json = dict[str, Any]


def snapshot_at(metadata: Json, version: str | None) -> Json | None:
    """One by its id, branch or tag; without a version the newest, None where there is none yet."""
    by_id = {each["snapshot-id"]: each for each in metadata.get("snapshots", [])}
    newest = metadata.get("current-snapshot-id")
    if version is None:
        return by_id.get(newest)
    refs = {name: each["snapshot-id"] for name, each in metadata.get("refs", {}).items()}
    if newest in by_id:
        refs.setdefault("main", newest)
    number = int(version) if version.isdecimal() else None
    found = by_id.get(number) or by_id.get(refs.get(version))
    if found is None:
        raise Failure("version", found=[*refs, *map(str, by_id)])
    return found


def name_of(snapshot: Json | None) -> str | None:
    return None if snapshot is None else str(snapshot["snapshot-id"])


def schema_at(metadata: Json, version: str | None) -> Json:
    """Without a version the columns of now, which may be newer than the newest snapshot."""
    schemas = {each["schema-id"]: each for each in metadata["schemas"]}
    now: Json = schemas[metadata["current-schema-id"]]
    if version is None:
        return now
    snapshot = snapshot_at(metadata, version) or {}
    return schemas.get(snapshot.get("schema-id"), now)


def layout_at(metadata: Json, version: str | None) -> Json:
    """Of the columns that are read; partitions and order as they are now."""
    fields = [
        {"name": name, "id": number, "required": required}
        for name, number, required in nested_fields(schema_at(metadata, version), "")
    ]
    now = {number: name for name, number, _ in nested_fields(schema_at(metadata, None), "")}

    def of(field: Json) -> str:
        transform, source = field["transform"], field["source-id"]
        column = now.get(source, str(source))
        return column if transform == "identity" else f"{transform}({column})"

    specs = {each["spec-id"]: each["fields"] for each in metadata["partition-specs"]}
    orders = {each["order-id"]: each["fields"] for each in metadata["sort-orders"]}
    return {
        "fields": fields,
        "partition": [of(each) for each in specs[metadata["default-spec-id"]]],
        "sort": [
            f"{of(each)} {each['direction']}" for each in orders[metadata["default-sort-order-id"]]
        ],
    }


def nested_fields(kind: Any, path: str) -> Iterator[tuple[str, int, bool]]:
    """Name, id and whether it is required, of all within a type: `place.city`, `tags.element`."""
    for name, number, required, inner in fields_of(kind):
        yield path + name, number, required
        yield from nested_fields(inner, f"{path}{name}.")


def fields_of(kind: Any) -> list[tuple[str, int, bool, Any]]:
    match kind:
        case {"type": "struct", "fields": fields}:
            return [(each["name"], each["id"], each["required"], each["type"]) for each in fields]
        case {"type": "list"}:
            return [("element", kind["element-id"], kind["element-required"], kind["element"])]
        case {"type": "map"}:
            return [
                ("key", kind["key-id"], True, kind["key"]),
                ("value", kind["value-id"], kind["value-required"], kind["value"]),
            ]
    return []


def identity_sources(metadata: Json) -> list[int]:
    """Columns whose values a file may leave to its partition."""
    return [
        field["source-id"]
        for spec in metadata["partition-specs"]
        for field in spec["fields"]
        if field["transform"] == "identity"
    ]


def operations_since(metadata: Json, snapshot: Json | None, since: str | None) -> list[str] | None:
    """The operations after a snapshot, oldest first; None where it is no ancestor of the other."""
    by_id = {each["snapshot-id"]: each for each in metadata.get("snapshots", [])}
    operations: list[str] = []
    while snapshot is not None and name_of(snapshot) != since:
        operations.append(str(snapshot.get("summary", {}).get("operation", "unknown")))
        snapshot = by_id.get(snapshot.get("parent-snapshot-id"))
    return operations[::-1] if name_of(snapshot) == since else None
