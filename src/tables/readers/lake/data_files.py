"""Data files that are a table's rows as they are, handed on without being decoded."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

CHUNK = 8 << 20


def hand_on(
    sources: Iterable[str | Callable[[], BinaryIO]],
    folder: str,
    has_columns: Callable[[pa.Schema], bool],
) -> bool:
    """Places each Parquet file in a folder: a local one as a second name for it, else its bytes.

    Nothing is left there if a file has other columns than the table has now. A second name stays
    when the table is removed, and a file of a table is never written again.

    :param sources: each file's local path, or what opens one that is elsewhere
    """
    known: dict[bytes, bool] = {}
    placed: list[Path] = []
    for number, source in enumerate(sources, 1):
        path = Path(folder) / f"part-{number:05}.parquet"
        placed.append(path)
        place(source, path)
        schema = pq.read_schema(path)
        key = schema.serialize().to_pybytes()
        if key not in known:
            known[key] = has_columns(schema)
        if not known[key]:
            for each in placed:
                each.unlink()
            return False
    return True


def place(source: str | Callable[[], BinaryIO], path: Path) -> None:
    if not isinstance(source, str):
        with source() as opened, path.open("wb") as target:
            shutil.copyfileobj(opened, target, CHUNK)
        return
    try:
        os.link(source, path)
    except OSError:
        # On another disk, or of another user.
        shutil.copyfile(source, path)
