"""A namespace of a catalog, for the tables of one trial."""

from typing import Any

from iceberg_catalog import open_catalog, unreachable
from pyiceberg.exceptions import NoSuchNamespaceError


def change(question: dict[str, Any]) -> dict[str, object]:
    catalog = open_catalog(question["catalog"], question["properties"])
    namespace = question["namespace"]
    try:
        if question["task"] == "create":
            catalog.create_namespace_if_not_exists(namespace)
        else:
            for table in catalog.list_tables(namespace):
                catalog.purge_table(table)
            catalog.drop_namespace(namespace)
    except NoSuchNamespaceError:
        pass
    except Exception as error:
        raise unreachable(error) from error
    return {"done": True}
