"""A Delta table, read by delta-rs, whose query engine applies deletes and renamed columns."""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import delta_cast
import deltalake
import parquet_files
import pyarrow as pa
from data_files import hand_on
from delta_metrics import changed_rows
from deltalake import DeltaTable, QueryBuilder
from deltalake.exceptions import TableNotFoundError
from deltalake.fs import DeltaStorageHandler
from failure import Failure
from pyarrow.fs import PyFileSystem

# Others are read as if they were not there, or as the types in which files keep them.
READ_FEATURES = {"columnMapping", "deletionVectors", "timestampNtz", "v2Checkpoint"}
# Else Spark's INT96 overflows before 1677 and after 2262: 9999-12-31 would be read as 1816-03-30.
IN_MICROSECONDS = "SET datafusion.execution.parquet.coerce_int96 = 'us'"


def check(_question: dict[str, Any]) -> dict[str, object]:
    return {"python": sys.executable, "library": f"delta-rs {deltalake.__version__}"}


def read(question: dict[str, Any]) -> dict[str, object]:
    table = open_table(question["place"], question["version"])
    require_features(table)
    schema = pa.schema(table.schema().to_arrow())
    if not place_files(table, question["place"], schema, question["folder"]):
        if delta_cast.FEATURES & features_of(table):
            delta_cast.decode(files_of(table), paths_below(table), schema, question["folder"])
        else:
            decode(table, schema, question["folder"])
    sizes = pa.table(table.get_add_actions())["size_bytes"].to_pylist()
    answer: dict[str, object] = {
        "files": len(sizes),
        "bytes": sum(sizes),
        "version": str(table.version()),
        "layout": layout_of(table),
        "protocol": protocol_of(table),
    }
    if "since" in question:
        answer["written"] = written_since(table, question["since"])
    return answer


def layout_of(table: DeltaTable) -> dict[str, object]:
    fields = list(fields_in(table.schema(), ""))
    return {"fields": fields, "partition": table.metadata().partition_columns, "sort": []}


def protocol_of(table: DeltaTable) -> dict[str, object]:
    protocol = table.protocol()
    return {
        "reader": protocol.min_reader_version,
        "writer": protocol.min_writer_version,
        "features": sorted(features_of(table)),
    }


def features_of(table: DeltaTable) -> set[str]:
    protocol = table.protocol()
    features = {*(protocol.reader_features or []), *(protocol.writer_features or [])}
    # Reader 2 has it without a name
    if table.metadata().configuration.get("delta.columnMapping.mode", "none") != "none":
        features.add("columnMapping")
    return features


def fields_in(struct: Any, path: str) -> Iterator[dict[str, object]]:
    """Columns and fields of structs, which have an id where columns are mapped."""
    for field in struct.fields:
        name = f"{path}{field.name}"
        number = field.metadata.get("delta.columnMapping.id")
        yield {
            "name": name,
            "id": None if number is None else int(number),
            "required": not field.nullable,
        }
        if hasattr(field.type, "fields"):
            yield from fields_in(field.type, f"{name}.")


def version(question: dict[str, Any]) -> dict[str, object]:
    return {"version": str(open_table(question["place"], question["version"]).version())}


def written_since(table: DeltaTable, since: str | None) -> dict[str, object] | None:
    """What was committed after a version, oldest first, and how many files were there already.

    None where that part of the log is gone, or the table was created again.
    """
    first = 0 if since is None else int(since) + 1
    if first > table.version() + 1:
        return None
    try:
        commits = [commit_info(table, number) for number in range(first, table.version() + 1)]
        before = set() if since is None else paths_in(open_table(table.table_uri, since))
    except Exception:
        return None
    return {
        "operations": [str(commit.get("operation") or "unknown") for commit in commits],
        "rows": [changed_rows(commit) for commit in commits],
        "older": len(before & paths_in(table)),
    }


def commit_info(table: DeltaTable, version: int) -> dict[str, Any]:
    """By its commit: delta-rs leaves one that does not name its operation out of its history."""
    with files_of(table).open_input_stream(f"_delta_log/{version:020}.json") as stream:
        actions = [json.loads(line) for line in stream.read().splitlines()]
    found: dict[str, Any] = next((one["commitInfo"] for one in actions if "commitInfo" in one), {})
    return found


def paths_in(table: DeltaTable) -> set[str]:
    return set(table.file_uris())


def place_files(table: DeltaTable, place: str, wanted: pa.Schema, folder: str) -> bool:
    """Local files, where they are the rows as they are; then they are in the folder."""
    if beyond_columns(table):
        return False
    paths = [os.path.join(place, path) for path in paths_below(table)]
    if not paths or not all(map(os.path.exists, paths)):
        return False
    columns = [(field.name, field.type) for field in wanted]
    return hand_on(
        paths, folder, lambda schema: [(field.name, field.type) for field in schema] == columns
    )


def paths_below(table: DeltaTable) -> list[str]:
    """Of the files, within the table. The log has them as in an address: `a%20b.parquet`."""
    return [unquote(path) for path in pa.table(table.get_add_actions())["path"].to_pylist()]


def beyond_columns(table: DeltaTable) -> set[str]:
    """What makes a table's rows more than the columns of its files."""
    mapped = {"columnMapping", "deletionVectors"} & features_of(table)
    return mapped | ({"partition columns"} if table.metadata().partition_columns else set())


def decode(table: DeltaTable, schema: pa.Schema, folder: str) -> None:
    engine = QueryBuilder().register("t", table)
    engine.execute(IN_MICROSECONDS)
    rows = pa.RecordBatchReader.from_stream(engine.execute("SELECT * FROM t"))
    batches = (batch.select(schema.names).cast(schema) for batch in rows)
    parquet_files.write(batches, schema, folder, 0)


def files_of(table: DeltaTable) -> PyFileSystem:
    return PyFileSystem(DeltaStorageHandler(table.table_uri, options_of(table.table_uri)))


def options_of(place: str) -> dict[str, str] | None:
    # A server that is not Amazon's may have no certificate.
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    return {"allow_http": "true"} if plain and place.startswith("s3") else None


def open_table(place: str, version: str | None) -> DeltaTable:
    try:
        table = DeltaTable(place, storage_options=options_of(place))
    except TableNotFoundError as error:
        raise Failure("missing") from error
    if version is None:
        return table
    newest = table.version()
    try:
        table.load_as_version(int(version))
    except Exception as error:
        raise Failure("version", found=[f"0 to {newest}"]) from error
    return table


def require_features(table: DeltaTable) -> None:
    unread = set(table.protocol().reader_features or []) - READ_FEATURES
    cast = unread & delta_cast.FEATURES
    others = sorted(beyond_columns(table) | places_outside(table)) if cast else []
    if not others:
        unread -= cast
    if unread:
        detail = f"delta-rs does not read its features: {', '.join(sorted(unread))}"
        if unread == cast:
            detail += f" with {' and '.join(others)}"
        raise Failure("unread", detail=detail)


def places_outside(table: DeltaTable) -> set[str]:
    """Those of a shallow clone have whole addresses."""
    paths = paths_below(table)
    is_outside = any(path.startswith("/") or "://" in path for path in paths)
    return {"files outside the table"} if is_outside else set()
