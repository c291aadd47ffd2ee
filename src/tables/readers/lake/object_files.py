"""Objects of a bucket, copied as files: pyarrow finds the login as AWS's own programs do."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
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
            copy(store, each, below(question["folder"], each.path))
    except OSError as error:
        raise Failure("store", detail=first_line(error)) from error
    return {"objects": described(objects), "folder": "/".join(place.split("/")[1:])}


def everything(question: dict[str, Any]) -> dict[str, object]:
    """All objects below a prefix, none where nothing is there."""
    try:
        objects = find(open_store(), question["place"].rstrip("/"))
    except Failure:
        objects = []
    except OSError as error:
        raise Failure("store", detail=first_line(error)) from error
    return {"objects": described(objects)}


def names(question: dict[str, Any]) -> dict[str, object]:
    """What is right below a prefix, as a folder has it: objects, and what begins with a name."""
    selector = FileSelector(question["place"].rstrip("/"), allow_not_found=True)
    try:
        found = open_store().get_file_info(selector)
    except OSError as error:
        raise Failure("store", detail=first_line(error)) from error
    return {"names": sorted(each.base_name for each in found)}


def check(question: dict[str, Any]) -> dict[str, object]:
    """Whether a prefix can be listed, as `run` has to, and its bucket is there."""
    names(question)
    if lacks_bucket(open_store(), question["place"]):
        raise Failure("bucket")
    return {"python": sys.executable, "library": f"pyarrow {pa.__version__}"}


def lacks_bucket(store: FileSystem, place: str) -> bool:
    try:
        return bool(store.get_file_info(place.split("/")[0]).type == FileType.NotFound)
    except OSError:
        # Keys that are for a prefix may not look at its bucket.
        return False


def described(objects: list[FileInfo]) -> list[dict[str, object]]:
    """With what tells whether one was written again, as the server has it."""
    return [
        {"name": each.path, "bytes": each.size, "changedMs": (each.mtime_ns or 0) // 1_000_000}
        for each in objects
    ]


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


def below(folder: str, name: str) -> Path:
    """Where an object's copy goes. A name may have parts that mean something else to a folder."""
    parts = name.split("/")[1:]
    if any(part in ("", ".", "..") for part in parts):
        raise Failure("unread", detail=f"no file can be called {name}")
    return Path(folder, *parts)


def copy(store: FileSystem, found: FileInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with store.open_input_stream(found.path) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, CHUNK)
