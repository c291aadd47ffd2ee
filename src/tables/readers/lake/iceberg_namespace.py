"""Namespaces of a catalog, each for the tables of one trial."""

from typing import Any

import namespace_files
from iceberg_catalog import open_catalog, unreachable
from iceberg_check import namespaces_of
from pyiceberg.exceptions import NoSuchNamespaceError
from pyiceberg.io import load_file_io


def create(question: dict[str, Any]) -> dict[str, object]:
    """With labels that name its owner."""
    catalog = open_catalog(question["catalog"], question["properties"])
    try:
        catalog.create_namespace_if_not_exists(question["namespace"], question["labels"])
    except Exception as error:
        raise unreachable(error) from error
    return {"done": True}


def remove(question: dict[str, Any]) -> dict[str, object]:
    """With its tables, and all files in their folders and in its own."""
    catalog = open_catalog(question["catalog"], question["properties"])
    namespace = question["namespace"]
    try:
        for table in catalog.list_tables(namespace):
            loaded = catalog.load_table(table)
            catalog.purge_table(table)
            namespace_files.remove(loaded.location(), namespace, loaded.io)
        if "://" in (warehouse := catalog.properties.get("warehouse", "")):
            folder = f"{warehouse.rstrip('/')}/{namespace}"
            namespace_files.remove(folder, namespace, load_file_io(catalog.properties, folder))
        catalog.drop_namespace(namespace)
    except NoSuchNamespaceError:
        pass
    except Exception as error:
        raise unreachable(error) from error
    return {"done": True}


def labelled(question: dict[str, Any]) -> dict[str, object]:
    """The labels of all namespaces whose names begin as those of trials do."""
    catalog = open_catalog(question["catalog"], question["properties"])
    names = [name for name in namespaces_of(catalog) if name.startswith(question["prefix"])]
    try:
        labels = {name: dict(catalog.load_namespace_properties(name)) for name in names}
    except Exception as error:
        raise unreachable(error) from error
    return {"namespaces": labels}
