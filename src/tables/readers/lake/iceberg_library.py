"""Tables of Apache Iceberg by PyIceberg: through any catalog, in any store, with every feature that
it knows.
"""

import re
from typing import Any, BinaryIO, cast

import iceberg_null_lists
import parquet_files
from failure import Failure, first_line
from iceberg_catalog import open_catalog, unreachable
from iceberg_metadata import Json, snapshot_at
from iceberg_source import IcebergSource
from place import Source
from pyiceberg.catalog import Catalog
from pyiceberg.exceptions import NoSuchNamespaceError, NoSuchTableError, ValidationError
from pyiceberg.expressions import AlwaysTrue
from pyiceberg.io import FileIO
from pyiceberg.io.pyarrow import ArrowScan, PyArrowFileIO, schema_to_pyarrow
from pyiceberg.table import DataScan, FileScanTask, Table

iceberg_null_lists.keep()


def open_source(question: dict[str, Any]) -> IcebergSource:
    return source_of(open_table(question))


def open_table(question: dict[str, Any]) -> Table:
    catalog = open_catalog(question["catalog"], question["properties"])
    return load_table(catalog, tuple(question["table"]))


def source_of(table: Table) -> IcebergSource:
    def read(location: str) -> bytes:
        with table.io.new_input(location).open() as stream:
            return bytes(stream.read())

    def paths(snapshot: Json | None) -> set[str]:
        if snapshot is None:
            return set()
        scan = table.scan(snapshot_id=snapshot["snapshot-id"])
        return {task.file.file_path for task in scan.plan_files()}

    return IcebergSource(
        metadata=metadata_of(table),
        read=read,
        source=lambda location: source_at(location, table.io),
        paths=paths,
    )


def metadata_of(table: Table) -> Json:
    """By the specification of now, also where they are of an older version."""
    return cast(Json, table.metadata.model_dump(mode="json"))


def source_at(location: str, io: FileIO) -> Source:
    scheme, _, path = PyArrowFileIO.parse_location(location)
    if scheme == "file":
        return str(path)
    return lambda: cast(BinaryIO, io.new_input(location).open())


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
    """Without a version, by the columns of now."""
    if version is None:
        return table.scan()
    snapshot = snapshot_at(metadata_of(table), version) or {}
    return table.scan(snapshot_id=snapshot["snapshot-id"])


def decode(question: dict[str, Any]) -> tuple[IcebergSource, int, int]:
    """Rows in a folder, with how many data files they are from, and the bytes of these."""
    table = open_table(question)
    scan = scan_at(table, question["version"])
    tasks = list(scan.plan_files())
    write_rows(table, scan, tasks, question["folder"])
    return source_of(table), len(tasks), sum(task.file.file_size_in_bytes for task in tasks)


def write_rows(table: Table, scan: DataScan, tasks: list[FileScanTask], folder: str) -> None:
    """File by file, so that one is in memory at a time."""
    projected = scan.projection()
    schema = schema_to_pyarrow(projected, include_field_ids=False)
    arrow = ArrowScan(table.metadata, table.io, projected, AlwaysTrue())
    parquet_files.write([], schema, folder, 0)
    for number, task in enumerate(tasks, 1):
        batches = (batch.cast(schema) for batch in arrow.to_record_batches([task]))
        parquet_files.write(batches, schema, folder, number)
