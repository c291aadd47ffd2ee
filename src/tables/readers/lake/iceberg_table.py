"""A table of Apache Iceberg, read by PyIceberg through its catalog."""

import re
from typing import Any

import parquet_files
from failure import Failure, first_line
from iceberg_catalog import open_catalog, unreachable
from iceberg_files import place_files
from pyiceberg.catalog import Catalog
from pyiceberg.exceptions import NoSuchNamespaceError, NoSuchTableError, ValidationError
from pyiceberg.expressions import AlwaysTrue
from pyiceberg.io.pyarrow import ArrowScan, schema_to_pyarrow
from pyiceberg.schema import index_by_id, index_name_by_id
from pyiceberg.table import DataScan, FileScanTask, Table
from pyiceberg.table.snapshots import Snapshot
from pyiceberg.transforms import IdentityTransform, Transform


def read(question: dict[str, Any]) -> dict[str, object]:
    catalog = open_catalog(question["catalog"], question["properties"])
    table = load_table(catalog, tuple(question["table"]))
    scan = scan_at(table, question["version"])
    files, size = copy(table, scan, question["folder"])
    snapshot = scan.snapshot()
    answer: dict[str, object] = {
        "files": files,
        "bytes": size,
        "version": name_of(snapshot),
        "layout": layout_of(table, scan),
    }
    if "since" in question:
        answer["written"] = written_since(table, scan, question["since"])
    return answer


def layout_of(table: Table, scan: DataScan) -> dict[str, object]:
    """Of the columns that are read; partitions and order as they are now."""
    schema = scan.projection()
    names = index_name_by_id(schema)
    fields = [
        {"name": names[number], "id": number, "required": field.required}
        for number, field in index_by_id(schema).items()
    ]
    now = index_name_by_id(table.schema())

    def of(transform: Transform[Any, Any], source: int) -> str:
        column = now.get(source, str(source))
        return column if isinstance(transform, IdentityTransform) else f"{transform}({column})"

    partition = [of(each.transform, each.source_id) for each in table.spec().fields]
    sort = [
        f"{of(each.transform, each.source_id)} {each.direction.name.lower()}"
        for each in table.sort_order().fields
    ]
    return {"fields": fields, "partition": partition, "sort": sort}


def version(question: dict[str, Any]) -> dict[str, object]:
    catalog = open_catalog(question["catalog"], question["properties"])
    table = load_table(catalog, tuple(question["table"]))
    return {"version": name_of(scan_at(table, question["version"]).snapshot())}


def name_of(snapshot: Snapshot | None) -> str | None:
    return None if snapshot is None else str(snapshot.snapshot_id)


def written_since(table: Table, scan: DataScan, since: str | None) -> dict[str, object] | None:
    """The operations after a snapshot, oldest first, and how many files were there already.

    None where the snapshot is no ancestor of the one that is read: then nobody can tell.
    """
    operations: list[str] = []
    snapshot = scan.snapshot()
    while snapshot is not None and name_of(snapshot) != since:
        operations.append(
            "unknown" if snapshot.summary is None else snapshot.summary.operation.value
        )
        parent = snapshot.parent_snapshot_id
        snapshot = None if parent is None else table.snapshot_by_id(parent)
    if since is not None and snapshot is None:
        return None
    before = set() if since is None else paths_in(table.scan(snapshot_id=int(since)))
    return {"operations": operations[::-1], "older": len(before & paths_in(scan))}


def paths_in(scan: DataScan) -> set[str]:
    return {task.file.file_path for task in scan.plan_files()}


def load_table(catalog: Catalog, identifier: tuple[str, ...]) -> Table:
    try:
        return catalog.load_table(identifier)
    except (NoSuchTableError, NoSuchNamespaceError) as error:
        raise Failure("missing", **neighbours(catalog, identifier[:-1])) from error
    except ValidationError as error:
        # Such as a type of a newer version of the format.
        found = re.findall(r"Value error, (.+?) \[type=", str(error)) or [first_line(error)]
        detail = f"PyIceberg does not read its metadata: {'; '.join(found)}"
        raise Failure("unread", detail=detail) from error
    except Exception as error:
        if is_of_connection(error):
            raise unreachable(error) from error
        raise


def is_of_connection(error: Exception) -> bool:
    libraries = ("sqlalchemy.", "requests.", "psycopg2")
    return type(error).__module__.startswith(libraries) or isinstance(error, ConnectionError)


def neighbours(catalog: Catalog, namespace: tuple[str, ...]) -> dict[str, list[str]]:
    """What there is instead: tables of the namespace, namespaces, catalogs of the same database."""
    try:
        tables = [".".join(each) for each in catalog.list_tables(namespace)]
    except NoSuchNamespaceError:
        tables = []
    namespaces = [".".join(each) for each in catalog.list_namespaces()]
    return {"tables": tables, "namespaces": namespaces, "catalogs": catalogs_beside(catalog)}


def catalogs_beside(catalog: Catalog) -> list[str]:
    """The names by which others wrote to the database: under another name a catalog is empty."""
    engine = getattr(catalog, "engine", None)
    if engine is None:
        return []
    from sqlalchemy import text

    with engine.connect() as connection:
        rows = connection.execute(text("SELECT DISTINCT catalog_name FROM iceberg_tables"))
        return sorted(str(name) for (name,) in rows if name != catalog.name)


def scan_at(table: Table, version: str | None) -> DataScan:
    """Without a version, by the schema of now, which may be newer than the newest snapshot."""
    if version is None:
        return table.scan()
    by_number = table.snapshot_by_id(int(version)) if version.isdigit() else None
    snapshot = by_number or table.snapshot_by_name(version)
    if snapshot is None:
        found = [str(each.snapshot_id) for each in table.snapshots()]
        raise Failure("version", found=[*table.refs(), *found])
    return table.scan(snapshot_id=snapshot.snapshot_id)


def copy(table: Table, scan: DataScan, folder: str) -> tuple[int, int]:
    """Returns how many data files there are, and their bytes."""
    tasks = list(scan.plan_files())
    if not tasks or not place_files(tasks, scan.projection(), table.io, folder):
        decode(table, scan, tasks, folder)
    return len(tasks), sum(task.file.file_size_in_bytes for task in tasks)


def decode(table: Table, scan: DataScan, tasks: list[FileScanTask], folder: str) -> None:
    """File by file, so that one is in memory at a time."""
    projected = scan.projection()
    schema = schema_to_pyarrow(projected, include_field_ids=False)
    arrow = ArrowScan(table.metadata, table.io, projected, AlwaysTrue())
    parquet_files.write([], schema, folder, 0)
    for number, task in enumerate(tasks, 1):
        batches = (batch.cast(schema) for batch in arrow.to_record_batches([task]))
        parquet_files.write(batches, schema, folder, number)
