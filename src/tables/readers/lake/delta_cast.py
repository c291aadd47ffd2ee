"""A Delta table that delta-rs refuses to read, though its rows are the columns of its files.

Some files may keep narrower types than its columns have now. Widening keeps every value, so Arrow's
casts do it.
"""

from collections.abc import Iterable, Iterator

import parquet_files
import pyarrow as pa
import pyarrow.parquet as pq
from failure import Failure
from pyarrow.fs import FileSystem

# The second is for programs that remove files, not for those that read.
FEATURES = {"typeWidening", "vacuumProtocolCheck"}


def decode(files: FileSystem, paths: Iterable[str], schema: pa.Schema, folder: str) -> None:
    """:param paths: of Parquet files, without partition values and mapped columns"""
    parquet_files.write(rows_of(files, paths, schema), schema, folder, 0)


def rows_of(files: FileSystem, paths: Iterable[str], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    wanted = set(names_in(schema))
    for path in paths:
        # As of Spark's INT96, whose nanoseconds would overflow
        with pq.ParquetFile(files.open_input_file(path), coerce_int96_timestamp_unit="us") as file:
            require_case(set(names_in(file.schema_arrow)), wanted)
            for batch in file.iter_batches():
                yield widened(batch, schema)


def widened(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """With null for columns that the file lacks: it is older than they are."""
    columns = [
        batch[field.name].cast(field.type)
        if field.name in batch.schema.names
        else pa.nulls(batch.num_rows, field.type)
        for field in schema
    ]
    return pa.record_batch(columns, schema=schema)


def names_in(fields: Iterable[pa.Field]) -> Iterator[str]:
    """Of columns, and of the fields in them."""
    for field in fields:
        yield field.name
        inner = field.type
        yield from names_in(inner.field(number) for number in range(inner.num_fields))


def require_case(found: set[str], wanted: set[str]) -> None:
    """Spark finds `ID` for a column `id`, where a cast would find nothing."""
    lower = {name.lower() for name in wanted}
    if others := sorted(name for name in found - wanted if name.lower() in lower):
        raise Failure("unread", detail=f"its files spell columns differently: {', '.join(others)}")
