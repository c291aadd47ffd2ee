"""A Delta table, read by delta-rs, whose query engine applies deletes and renamed columns."""

import os
from typing import Any

import parquet_files
import pyarrow as pa
from data_files import hand_on
from deltalake import DeltaTable, QueryBuilder
from deltalake.exceptions import TableNotFoundError
from failure import Failure

# Others are read as if they were not there, or as the types in which files keep them.
READ_FEATURES = {
    "columnMapping",
    "deletionVectors",
    "timestampNtz",
    "v2Checkpoint",
    "vacuumProtocolCheck",
}
# Else Spark's INT96 overflows before 1677 and after 2262: 9999-12-31 would be read as 1816-03-30.
IN_MICROSECONDS = "SET datafusion.execution.parquet.coerce_int96 = 'us'"


def read(question: dict[str, Any]) -> dict[str, object]:
    table = open_table(question["place"], question["version"])
    require_features(table)
    schema = pa.schema(table.schema().to_arrow())
    if not place_files(table, schema, question["folder"]):
        decode(table, schema, question["folder"])
    sizes = pa.table(table.get_add_actions())["size_bytes"].to_pylist()
    return {"files": len(sizes), "bytes": sum(sizes), "version": str(table.version())}


def place_files(table: DeltaTable, wanted: pa.Schema, folder: str) -> bool:
    """Local files, where they are the rows as they are; then they are in the folder."""
    paths = table.file_uris()
    if not paths or not all(path.startswith("/") for path in paths):
        return False
    features = {"columnMapping", "deletionVectors"}.intersection(
        table.protocol().reader_features or []
    )
    mode = table.metadata().configuration.get("delta.columnMapping.mode", "none")
    if features or mode != "none" or table.metadata().partition_columns:
        return False
    columns = [(field.name, field.type) for field in wanted]
    return hand_on(
        paths, folder, lambda schema: [(field.name, field.type) for field in schema] == columns
    )


def decode(table: DeltaTable, schema: pa.Schema, folder: str) -> None:
    engine = QueryBuilder().register("t", table)
    engine.execute(IN_MICROSECONDS)
    rows = pa.RecordBatchReader.from_stream(engine.execute("SELECT * FROM t"))
    batches = (batch.select(schema.names).cast(schema) for batch in rows)
    parquet_files.write(batches, schema, folder, 0)


def open_table(place: str, version: str | None) -> DeltaTable:
    # A server that is not Amazon's may have no certificate.
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    options = {"allow_http": "true"} if plain and place.startswith("s3") else None
    try:
        table = DeltaTable(place, storage_options=options)
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
    unread = sorted(set(table.protocol().reader_features or []) - READ_FEATURES)
    if unread:
        detail = f"delta-rs does not read its features: {', '.join(unread)}"
        raise Failure("unread", detail=detail)
