"""A table of Apache Iceberg, whoever found it: its metadata, and how its files are reached."""

from collections.abc import Callable
from dataclasses import dataclass

from iceberg_metadata import Json
from place import Source


@dataclass(frozen=True)
class IcebergSource:
    metadata: Json
    # The content of a file at a location.
    read: Callable[[str], bytes]
    # A data file as it is placed in a folder.
    source: Callable[[str], Source]
    # Where the data files of a snapshot are, if there is one.
    paths: Callable[[Json | None], set[str]]
