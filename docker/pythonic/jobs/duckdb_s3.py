"""How DuckDB reads files on S3: by its extension httpfs, or by pyarrow where that is missing."""

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from duckdb import DuckDBPyConnection, Error
from duckdb_extension import extension

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

SCHEME = "s3://"
HTTPFS = "httpfs"


def from_environment() -> dict[str, str]:
    """The settings of AWS's own programs, by PyIceberg's names. pyarrow finds what is missing."""
    named = {
        "s3.endpoint": ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"),
        "s3.access-key-id": ("AWS_ACCESS_KEY_ID",),
        "s3.secret-access-key": ("AWS_SECRET_ACCESS_KEY",),
        "s3.session-token": ("AWS_SESSION_TOKEN",),
        "s3.region": ("AWS_REGION", "AWS_DEFAULT_REGION"),
    }
    found = {
        key: next((value for name in names if (value := os.environ.get(name))), None)
        for key, names in named.items()
    }
    return {key: value for key, value in found.items() if value}


def file_system(settings: dict[str, str]) -> "FileSystem":
    from pyiceberg.io.pyarrow import PyArrowFileIO

    return PyArrowFileIO(settings).fs_by_scheme("s3", "")


def files_below(place: str, settings: dict[str, str]) -> list[str]:
    """The Parquet files below a prefix, or the one of that name."""
    from pyarrow.fs import FileSelector, FileType

    store, path = file_system(settings), place.removeprefix(SCHEME)
    if store.get_file_info(path).type == FileType.File:
        return [place]
    below = store.get_file_info(FileSelector(path, recursive=True))
    return [f"{SCHEME}{each.path}" for each in below if each.path.endswith(".parquet")]


def reach(db: DuckDBPyConnection, settings: dict[str, str]) -> str:
    """Returns what reads the files."""
    try:
        db.load_extension(extension(HTTPFS))
    except Error:
        from fsspec.implementations.arrow import ArrowFSWrapper

        if not db.filesystem_is_registered("s3"):
            db.register_filesystem(ArrowFSWrapper(file_system(settings)))
        return "pyarrow"
    endpoint = urlsplit(settings.get("s3.endpoint", ""))
    options = {
        "KEY_ID": settings.get("s3.access-key-id"),
        "SECRET": settings.get("s3.secret-access-key"),
        "SESSION_TOKEN": settings.get("s3.session-token"),
        "REGION": settings.get("s3.region"),
        # Servers other than Amazon's have no name of its own for each bucket
        **({"ENDPOINT": endpoint.netloc, "URL_STYLE": "path"} if endpoint.netloc else {}),
    }
    given = {name: value for name, value in options.items() if value}
    names = ", ".join(f"{name} ?" for name in given)
    use_ssl = str(endpoint.scheme != "http").lower()
    db.execute(
        f"CREATE OR REPLACE SECRET (TYPE s3, USE_SSL {use_ssl}{', ' if names else ''}{names})",
        list(given.values()),
    )
    return HTTPFS
