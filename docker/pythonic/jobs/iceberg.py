"""Tables of the Iceberg namespace that a job's argument names: `iceberg:lake.sales`."""

import json
import os
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from parquet_format import ROW_GROUP_ROWS

if TYPE_CHECKING:
    import pyarrow as pa
    from pyiceberg.catalog import Catalog
    from pyiceberg.table import Table

PREFIX = "iceberg:"
# The same in docker/spark/jobs/iceberg.py. PyIceberg counts row groups in rows, Spark in bytes;
# and PyIceberg counts a file's target size before it is compressed.
CODEC: Literal["zstd"] = "zstd"
# Takes the time of snappy, which plain Parquet has here, for files a quarter smaller
LEVEL = 1
PROPERTIES = {
    "format-version": "2",
    "write.parquet.compression-codec": CODEC,
    "write.parquet.compression-level": str(LEVEL),
    "write.parquet.row-group-limit": str(ROW_GROUP_ROWS),
    "write.target-file-size-bytes": str(512 << 20),
}


def namespace() -> tuple[str, str] | None:
    """The catalog's name, and the namespace in it; None where no argument names them."""
    for argument in sys.argv[1:]:
        if argument.startswith(PREFIX):
            catalog, _, name = argument.removeprefix(PREFIX).partition(".")
            return catalog, name
    return None


def start_opening() -> None:
    """Opens the catalog while the engine computes: PyIceberg takes more than a second to load."""
    if place := namespace():
        _opening(place[0])


def open_catalog(name: str) -> "Catalog":
    return _opening(name).result()


@cache
def _opening(name: str) -> "Future[Catalog]":
    return ThreadPoolExecutor(max_workers=1).submit(_open, name)


def _open(name: str) -> "Catalog":
    """By the settings that etl-compare hands over, else by PyIceberg's own configuration."""
    from pyiceberg.catalog import load_catalog

    # PyIceberg would load it with the first table
    import_module("pyiceberg.io.pyarrow")
    settings = json.loads(os.environ.get("ETL_CATALOGS", "{}"))
    return load_catalog(name, **settings.get(name, {}))


def create_table(catalog: str, namespace: str, name: str, schema: "pa.Schema") -> "Table":
    tables = open_catalog(catalog)
    return tables.create_table(f"{namespace}.{name}", schema, properties=PROPERTIES)


def store_settings(table: "Table") -> dict[str, str]:
    """How the files of a table are reached, as PyIceberg names it: `s3.endpoint` and so on."""
    return {key: str(value) for key, value in table.io.properties.items() if "." in key}


def s3_settings(table: str) -> dict[str, str] | None:
    """How the files of `catalog.namespace.table` are reached, if they are on S3."""
    catalog, _, name = table.partition(".")
    loaded = open_catalog(catalog).load_table(name)
    return store_settings(loaded) if loaded.location().startswith("s3://") else None


def data_files(table: str) -> list[str]:
    """The Parquet files of `catalog.namespace.table`: its rows, where none were deleted."""
    catalog, _, name = table.partition(".")
    tasks = list(open_catalog(catalog).load_table(name).scan().plan_files())
    if any(task.delete_files for task in tasks):
        raise NotImplementedError(f"{table} has rows deleted, which its files still hold")
    return [task.file.file_path.removeprefix("file://") for task in tasks]
