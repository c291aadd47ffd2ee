"""The ids that a table gives to columns of files that have none: by their names."""

import json

from iceberg_metadata import Json
from iceberg_plan import Uncovered

PROPERTY = "schema.name-mapping.default"


def ids_by_name(metadata: Json) -> list[tuple[str, int]]:
    """Of whole columns, not of what is nested in them; empty where the table has no mapping.

    :raises Uncovered: where it is not valid
    """
    try:
        mapping = json.loads(metadata.get("properties", {}).get(PROPERTY, "[]"))
        ids = [
            (str(name), int(field["field-id"]))
            for field in mapping
            if field.get("field-id") is not None
            for name in field["names"]
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Uncovered(f"{PROPERTY} is not valid") from error
    if len(dict(ids)) < len(ids):
        raise Uncovered(f"{PROPERTY} has a name twice")
    return ids
