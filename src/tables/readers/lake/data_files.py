"""Data files that are a table's rows as they are, handed on without being decoded."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from place import place


def hand_on(paths: Iterable[str], folder: str, has_columns: Callable[[pa.Schema], bool]) -> bool:
    """Places each Parquet file in a folder.

    Nothing is left there if a file has other columns than the table has now.
    """
    known: dict[bytes, bool] = {}
    placed: list[Path] = []
    for number, source in enumerate(paths, 1):
        path = Path(folder) / f"part-{number:05}.parquet"
        placed.append(path)
        place(source, str(path))
        schema = pq.read_schema(path)
        key = schema.serialize().to_pybytes()
        if key not in known:
            known[key] = has_columns(schema)
        if not known[key]:
            for each in placed:
                each.unlink()
            return False
    return True
