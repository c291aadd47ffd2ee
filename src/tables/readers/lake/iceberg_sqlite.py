"""Tables of a catalog in SQLite, on this machine's disk: what Python brings along is enough to find
their metadata and to read them, so that nobody waits for a library to load.
"""

import gzip
import json
import os
import re
import sqlite3
from typing import Any
from urllib.parse import quote

from iceberg_plan import Uncovered, data_paths
from iceberg_source import IcebergSource

URI = re.compile(r"sqlite(?:\+pysqlite)?:///(/[^?]+)")
# PyIceberg gives other keys a meaning that is not known here.
KEYS = {"type", "uri", "warehouse"}
METADATA = """SELECT metadata_location FROM iceberg_tables
    WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"""
VERSIONS = (1, 2, 3)
GZIP = b"\x1f\x8b"
# Of an address that is no more than a path: `file:///data/t`, as Hadoop also writes `file:/data/t`.
LOCAL = re.compile(r"(?:file:(?://)?)?(/[^?#;]*)")


def open_source(question: dict[str, Any]) -> IcebergSource:
    """
    :raises Uncovered: where the catalog or the table is another one, or is not there
    """
    uri = URI.fullmatch(question["properties"].get("uri", ""))
    if uri is None or not KEYS.issuperset(question["properties"]) or has_own_settings():
        raise Uncovered("a catalog that is not simply a file of SQLite")
    location = metadata_location(uri[1], question["catalog"], question["table"])
    content = read_local(location)
    try:
        metadata = json.loads(gzip.decompress(content) if content.startswith(GZIP) else content)
    except ValueError as error:
        raise Uncovered("its metadata are no JSON") from error
    if metadata.get("format-version") not in VERSIONS or "schemas" not in metadata:
        raise Uncovered("a version of the format")
    return IcebergSource(
        metadata=metadata,
        read=read_local,
        source=path_of,
        paths=lambda snapshot: data_paths(snapshot, read_local),
    )


def has_own_settings() -> bool:
    """Whether PyIceberg is configured beside what is declared."""
    folders = (os.environ.get("PYICEBERG_HOME"), os.path.expanduser("~"), os.getcwd())
    files = (os.path.join(folder, ".pyiceberg.yaml") for folder in folders if folder)
    variables = (name.upper() for name in os.environ)
    return any(map(os.path.exists, files)) or any(
        name.startswith("PYICEBERG_") for name in variables
    )


def metadata_location(database: str, catalog: str, table: list[str]) -> str:
    *namespace, name = table
    try:
        connection = sqlite3.connect(f"file:{quote(database)}?mode=ro", uri=True)
        try:
            found = connection.execute(METADATA, (catalog, ".".join(namespace), name)).fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise Uncovered("its catalog can't be read") from error
    if found is None or found[0] is None:
        raise Uncovered("its catalog does not have it")
    return str(found[0])


def read_local(location: str) -> bytes:
    try:
        with open(path_of(location), "rb") as file:
            return file.read()
    except OSError as error:
        raise Uncovered(f"{location} can't be read") from error


def path_of(location: str) -> str:
    local = LOCAL.fullmatch(location)
    if local is None:
        raise Uncovered(f"{location} is elsewhere")
    return local[1]
