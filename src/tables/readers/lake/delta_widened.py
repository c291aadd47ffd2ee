"""A Delta table some of whose files keep narrower types than its columns have now.

delta-rs refuses to read it. Widening keeps every value, so Arrow's casts do it.
"""

from collections.abc import Iterator
from urllib.parse import unquote

import parquet_files
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.fs import DeltaStorageHandler
from pyarrow.fs import PyFileSystem

FEATURE = "typeWidening"


def decode(table: DeltaTable, schema: pa.Schema, folder: str) -> None:
    parquet_files.write(rows_of(table, schema), schema, folder, 0)


def rows_of(table: DeltaTable, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    files = PyFileSystem(DeltaStorageHandler(table.table_uri))
    for path in pa.table(table.get_add_actions())["path"].to_pylist():
        # As of Spark's INT96, whose nanoseconds would overflow
        with pq.ParquetFile(
            files.open_input_file(unquote(path)), coerce_int96_timestamp_unit="us"
        ) as file:
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
