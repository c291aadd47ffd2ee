"""Frames of any engine, written as Parquet. No engine is imported that the caller has not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Side(NamedTuple):
    """Where a table lies, and what to call it in a message."""

    path: str
    label: str


def place(table: object, file: Path) -> Side:
    """A path as it is; a frame in a file, or for Spark in a folder of that name.

    :raises TypeError: it is neither
    """
    if isinstance(table, (str, os.PathLike)):
        path = os.fspath(table)
        return Side(str(path), str(path))
    engine, write = _writer(table)
    file.parent.mkdir(parents=True)
    write(table, file)
    return Side(str(file), f"a frame of {engine}")


def _writer(table: object) -> tuple[str, Callable[[Any, Path], None]]:
    kind = type(table)
    for base in kind.__mro__:
        names = (base.__module__.split(".")[0].removeprefix("_"), base.__name__)
        if names in _WRITERS:
            return names[0], _WRITERS[names]
    raise TypeError(
        f"assert_same cannot compare {kind.__module__}.{kind.__qualname__}. "
        "Give it a path, or a frame of Polars, pandas, PySpark, DuckDB or pyarrow."
    )


def _write_polars(frame: Any, file: Path) -> None:
    frame.write_parquet(file)


def _write_polars_lazy(frame: Any, file: Path) -> None:
    frame.sink_parquet(file)


def _write_pandas(frame: Any, file: Path) -> None:
    """An index with names is data; one without is only the place of a row."""
    if frame.columns.nlevels > 1:
        raise ValueError(
            "assert_same cannot compare a pandas frame whose columns have several levels. "
            "Join their names."
        )
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    try:
        frame.rename(columns=str).to_parquet(file, engine="pyarrow", index=False)
    except ImportError as error:
        raise RuntimeError(
            "pandas needs pyarrow to write a frame that can be compared. Install pyarrow."
        ) from error


def _write_pyarrow(table: Any, file: Path) -> None:
    from pyarrow import parquet

    parquet.write_table(table, file)


def _write_duckdb(relation: Any, file: Path) -> None:
    """DuckDB would write 128-bit integers, which its sums of integers are, as doubles."""
    columns = zip(relation.columns, relation.types, strict=True)
    quoted = [(f'"{name.replace(chr(34), chr(34) * 2)}"', str(kind)) for name, kind in columns]
    exact = [
        f"{name}::DECIMAL(38, 0) AS {name}" if kind in ("HUGEINT", "UHUGEINT") else name
        for name, kind in quoted
    ]
    relation.project(", ".join(exact)).write_parquet(str(file))


def _write_spark(frame: Any, folder: Path) -> None:
    """
    :raises RuntimeError: executors on other machines have their own disks
    """
    frame.write.parquet(folder.as_uri())
    if not any(folder.glob("part-*")):
        raise RuntimeError(
            "Spark wrote its frame to other machines. "
            "Write it to a place that this machine can read, and compare the path."
        )


_WRITERS: dict[tuple[str, str], Callable[[Any, Path], None]] = {
    ("polars", "DataFrame"): _write_polars,
    ("polars", "LazyFrame"): _write_polars_lazy,
    ("pandas", "DataFrame"): _write_pandas,
    ("pyarrow", "Table"): _write_pyarrow,
    ("duckdb", "DuckDBPyRelation"): _write_duckdb,
    ("pyspark", "DataFrame"): _write_spark,
}
