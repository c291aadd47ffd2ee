"""Data files of an Iceberg table, as they are: where nothing was deleted and no column changed."""

from collections.abc import Callable
from typing import BinaryIO, cast

import pyarrow as pa
from data_files import hand_on
from pyiceberg.io import FileIO
from pyiceberg.io.pyarrow import PyArrowFileIO, pyarrow_to_schema
from pyiceberg.manifest import DataFile, FileFormat
from pyiceberg.schema import Schema
from pyiceberg.table import FileScanTask
from pyiceberg.types import IcebergType, ListType, MapType, StructType


def place_files(tasks: list[FileScanTask], wanted: Schema, io: FileIO, folder: str) -> bool:
    """Whether the files are the rows; then they are in the folder."""
    if any(task.delete_files or task.file.file_format != FileFormat.PARQUET for task in tasks):
        return False
    columns = columns_of(wanted.as_struct())

    def has_columns(schema: pa.Schema) -> bool:
        try:
            return columns_of(pyarrow_to_schema(schema).as_struct()) == columns
        except Exception:
            # Without field ids, or with types that Iceberg does not have.
            return False

    return hand_on((source_of(task.file, io) for task in tasks), folder, has_columns)


def source_of(file: DataFile, io: FileIO) -> str | Callable[[], BinaryIO]:
    scheme, _, path = PyArrowFileIO.parse_location(file.file_path)
    if scheme == "file":
        return str(path)
    return lambda: cast(BinaryIO, io.new_input(file.file_path).open())


def columns_of(kind: IcebergType) -> object:
    """What names, ids and types of a type and those within it are; a file may have fewer NULLs."""
    if isinstance(kind, StructType):
        return [(each.field_id, each.name, columns_of(each.field_type)) for each in kind.fields]
    if isinstance(kind, ListType):
        return "list", kind.element_id, columns_of(kind.element_type)
    if isinstance(kind, MapType):
        key, value = columns_of(kind.key_type), columns_of(kind.value_type)
        return "map", kind.key_id, key, kind.value_id, value
    return str(kind)
