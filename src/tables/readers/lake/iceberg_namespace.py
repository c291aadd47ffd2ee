"""Namespaces of a catalog, each for the tables of one trial."""

from typing import Any

import hadoop_checksums
from iceberg_catalog import open_catalog, unreachable
from iceberg_check import namespaces_of
from pyiceberg.exceptions import NoSuchNamespaceError


def create(question: dict[str, Any]) -> dict[str, object]:
    """With labels that name its owner."""
    catalog = open_catalog(question["catalog"], question["properties"])
    try:
        catalog.create_namespace_if_not_exists(question["namespace"], question["labels"])
    except Exception as error:
        raise unreachable(error) from error
    return {"done": True}


def remove(question: dict[str, Any]) -> dict[str, object]:
    """With its tables and their files."""
    catalog = open_catalog(question["catalog"], question["properties"])
    namespace = question["namespace"]
    try:
        for table in catalog.list_tables(namespace):
            location = catalog.load_table(table).location()
            catalog.purge_table(table)
            hadoop_checksums.remove(location, namespace)
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
