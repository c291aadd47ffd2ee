"""Rows as Parquet files."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write(batches: Iterable[pa.RecordBatch], schema: pa.Schema, folder: str, number: int) -> None:
    path = Path(folder) / f"part-{number:05}.parquet"
    # Never over a file that is there: it may be a second name for a table's own.
    with path.open("xb") as file, pq.ParquetWriter(file, schema, compression="lz4") as writer:
        for batch in batches:
            writer.write_batch(batch)
