"""Changes tables that Spark made, as PyIceberg, delta-rs and writers that ignore declarations do.

Usage: write_damage.py FOLDER, as write_damage_by_spark.py calls it

What Daft and DuckDB leave is written by hand where they are not installed: files and commits such
as they were seen to write. Below plain/ are the rows that were meant, as Parquet.
"""

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, write_deltalake
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.io.pyarrow import _dataframe_to_data_files
from pyiceberg.table import Table

FOLDER = Path(sys.argv[1])
catalog = SqlCatalog(
    "lake", uri=f"sqlite:///{FOLDER}/catalog.db", warehouse=f"file://{FOLDER}/warehouse"
)
# The 16th byte is inside of é.
LONG = "a" * 15 + "é" + "b"


def main() -> None:
    iceberg("deleted_by_pyiceberg").delete("x not in (1, 2)")
    iceberg("unsorted").append(pa.table({"name": ["c", "a", "b"]}))
    before = iceberg("seen_before").current_snapshot()
    iceberg("seen_before").append(pa.table({"id": [3]}))
    # PyIceberg's scans ignore options that they do not know, as Sail's reads do.
    options = {"as-of-timestamp": str(before.timestamp_ms)}
    plain("as_of_ignored", iceberg("seen_before").scan(options=options).to_arrow())
    append_with_cut_bounds(iceberg("cut_bounds"), pa.table({"id": [1, 2], "name": [LONG, "b"]}))
    meant = pa.table({"id": [1, 2], "name": ["a", "b"]})
    plain("misspelled_meant", meant)
    # What Daft appends of a frame whose column is called ID.
    iceberg("misspelled").append(meant.drop_columns(["id"]))
    append_unchecked("renamed", pa.table({"id": [2], "title": ["b"]}))
    append_unchecked("checked", pa.table({"id": [2], "v": [-1]}))
    append_unchecked("required", pa.table({"id": pa.nulls(1, pa.int64()), "v": [2]}))
    for name in ("tracked", "clustered"):
        print(name, refusal(name, ids(2)))
        # DuckDB appends without what these features ask of a writer.
        append_unchecked(name, ids(2))
    # As delta-rs keeps its log, without a checkpoint; the last commit says nothing of itself.
    for number in range(11):
        write_deltalake(FOLDER / "delta/logged_by_delta_rs", ids(number), mode="append")
    append_unchecked("logged_by_delta_rs", ids(11))
    append_unchecked("logged", ids(11))


def refusal(name: str, rows: pa.Table) -> str:
    """What delta-rs says of an append; empty where it appends."""
    try:
        write_deltalake(FOLDER / "delta" / name, rows, mode="append")
    except Exception as error:
        return type(error).__name__
    return ""


def ids(number: int) -> pa.Table:
    return pa.table({"id": [number]})


def iceberg(name: str) -> Table:
    return catalog.load_table(f"db.{name}")


def plain(name: str, rows: pa.Table) -> None:
    path = FOLDER / f"plain/{name}.parquet"
    path.parent.mkdir(exist_ok=True)
    pq.write_table(rows, path)


def append_with_cut_bounds(table: Table, rows: pa.Table) -> None:
    """As DuckDB: the lower bound of a text is its first 16 bytes, though they are no UTF-8."""
    name = table.schema().find_field("name").field_id
    with table.transaction() as transaction, transaction.update_snapshot().fast_append() as append:
        for file in _dataframe_to_data_files(table.metadata, rows, table.io):
            file.lower_bounds[name] = LONG.encode()[:16]
            append.append_data_file(file)


def append_unchecked(name: str, rows: pa.Table) -> None:
    """A file with the columns' own names, whatever the table's log declares."""
    folder = FOLDER / "delta" / name
    file = folder / "foreign.parquet"
    pq.write_table(rows, file)
    add = {"path": file.name, "partitionValues": {}, "size": file.stat().st_size}
    commit = {"add": {**add, "modificationTime": 0, "dataChange": True}}
    version = DeltaTable(folder).version() + 1
    (folder / f"_delta_log/{version:020}.json").write_text(json.dumps(commit))


main()
