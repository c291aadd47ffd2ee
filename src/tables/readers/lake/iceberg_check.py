"""Whether a catalog can be used, without changing anything in it."""

import os
import sys
from pathlib import Path
from typing import Any

import pyiceberg
from failure import Failure, first_line
from iceberg_catalog import open_catalog, unreachable
from iceberg_library import catalogs_beside
from pyiceberg.catalog import Catalog
from pyiceberg.io.pyarrow import PyArrowFileIO

# What SQLite and PostgreSQL say of a database in which no catalog was ever created.
NO_CATALOG_YET = ("no such table: iceberg_", 'relation "iceberg_')


def check(question: dict[str, Any]) -> dict[str, object]:
    catalog = open_catalog(question["catalog"], question["properties"])
    namespaces = namespaces_of(catalog)
    require_warehouse(catalog)
    return {
        "python": sys.executable,
        "library": f"PyIceberg {pyiceberg.__version__}",
        "namespaces": namespaces,
        "catalogs": catalogs_beside(catalog),
    }


def namespaces_of(catalog: Catalog) -> list[str]:
    try:
        return [".".join(name) for name in catalog.list_namespaces()]
    except Exception as error:
        if any(words in str(error) for words in NO_CATALOG_YET):
            detail = (
                "its database has no catalog yet. Create it by PyIceberg or Spark, "
                "for example by creating a namespace"
            )
            raise Failure("catalog", detail=detail) from error
        raise unreachable(error) from error


def require_warehouse(catalog: Catalog) -> None:
    """Where the warehouse is a place: in a REST catalog it may be a name."""
    warehouse = catalog.properties.get("warehouse", "")
    if "://" not in warehouse:
        return
    scheme, netloc, path = PyArrowFileIO.parse_location(warehouse)
    if scheme == "file":
        require_writable(Path(path))
    elif scheme in ("s3", "s3a", "s3n"):
        require_bucket(catalog, scheme, netloc)


def require_writable(folder: Path) -> None:
    """The first writer makes the folder below one that is there."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        detail = f"{there} cannot be written to"
        raise Failure("warehouse", place=str(folder), detail=detail, certain=True)


def require_bucket(catalog: Catalog, scheme: str, bucket: str) -> None:
    from pyarrow.fs import FileType

    place = f"{scheme}://{bucket}"
    try:
        found = PyArrowFileIO(catalog.properties).fs_by_scheme(scheme, bucket)
        is_there = found.get_file_info(bucket).type != FileType.NotFound
    except Exception as error:
        # Keys that are for one folder may not look at the bucket.
        certain = "ACCESS_DENIED" not in str(error)
        raise Failure(
            "warehouse", place=place, detail=first_line(error), certain=certain
        ) from error
    if not is_there:
        raise Failure("warehouse", place=place, detail="the bucket does not exist", certain=True)
