"""Prefixes of a bucket, each for the tables of one trial. An object in it names its owner."""

import json
from typing import Any

from failure import Failure, first_line
from object_files import open_store
from pyarrow.fs import FileSelector, FileSystem, FileType

# Of no table: names that begin with _ are none of its files.
LABELS = "_etl_compare.json"


def create(question: dict[str, Any]) -> dict[str, object]:
    """With labels that name its owner."""
    labels = json.dumps(question["labels"]).encode()
    try:
        with open_store().open_output_stream(f"{place_of(question)}/{LABELS}") as written:
            written.write(labels)
    except OSError as error:
        raise unusable(error) from error
    return {"done": True}


def remove(question: dict[str, Any]) -> dict[str, object]:
    """With all that is below."""
    store, place = open_store(), place_of(question)
    try:
        if store.get_file_info(place).type == FileType.Directory:
            store.delete_dir(place)
    except OSError as error:
        raise unusable(error) from error
    return {"done": True}


def labelled(question: dict[str, Any]) -> dict[str, object]:
    """The labels of all whose names begin as those of trials do."""
    store = open_store()
    try:
        below = store.get_file_info(
            FileSelector(question["place"].rstrip("/"), allow_not_found=True)
        )
        folders = [each for each in below if each.type == FileType.Directory]
        found = [each for each in folders if each.base_name.startswith(question["prefix"])]
        labels = {each.base_name: labels_of(store, each.path) for each in found}
    except OSError as error:
        raise unusable(error) from error
    return {"namespaces": labels}


def labels_of(store: FileSystem, place: str) -> dict[str, str]:
    """Of one without them, nobody knows whose it is."""
    path = f"{place}/{LABELS}"
    if store.get_file_info(path).type != FileType.File:
        return {}
    with store.open_input_stream(path) as stream:
        labels: dict[str, str] = json.loads(stream.read())
    return labels


def place_of(question: dict[str, Any]) -> str:
    return f"{question['place']}{question['namespace']}"


def unusable(error: OSError) -> Failure:
    return Failure("store", detail=first_line(error))
