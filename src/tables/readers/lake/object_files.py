"""Objects of a bucket, copied as files: pyarrow finds the login as AWS's own programs do."""

import os
import shutil
from pathlib import Path
from typing import Any

from failure import Failure, first_line
from pyarrow.fs import FileInfo, FileSelector, FileSystem, FileType, S3FileSystem

CHUNK = 8 << 20
LOGS = ("_delta_log", ".hoodie")


def read(question: dict[str, Any]) -> dict[str, object]:
    place = question["place"].rstrip("/")
    try:
        store = open_store()
        objects = find(store, place)
        refuse_tables(place, objects)
        for each in objects:
            copy(store, each, Path(question["folder"], *Path(each.path).parts[1:]))
    except Failure:
        raise
    except OSError as error:
        raise Failure("store", detail=first_line(error)) from error
    return {"objects": len(objects), "folder": "/".join(Path(place).parts[1:])}


def open_store() -> FileSystem:
    """pyarrow does not look for the address of a server that is not Amazon's."""
    address = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    return S3FileSystem(endpoint_override=address)


def find(store: FileSystem, place: str) -> list[FileInfo]:
    """All objects below a prefix, or the one that is called so."""
    found = store.get_file_info(place)
    if found.type == FileType.File:
        return [found]
    if found.type == FileType.NotFound:
        bucket = store.get_file_info(place.split("/")[0])
        raise Failure("missing" if bucket.type == FileType.Directory else "bucket")
    below = store.get_file_info(FileSelector(place, recursive=True))
    return [each for each in below if each.type == FileType.File]


def refuse_tables(place: str, objects: list[FileInfo]) -> None:
    """Before any of a table is copied whose files are not its rows."""
    for each in objects:
        parts = each.path.removeprefix(f"{place}/").split("/")
        for log in LOGS:
            if log in parts:
                raise Failure(
                    "table", folder="/".join([place, *parts[: parts.index(log)]]), log=log
                )


def copy(store: FileSystem, found: FileInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with store.open_input_stream(found.path) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, CHUNK)
