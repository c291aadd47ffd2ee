"""Where a job's tables go: Parquet in the output folder, or an Iceberg namespace."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb_s3
import iceberg
from contract import OUTPUT
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from parquet_format import ROW_GROUP_ROWS

if TYPE_CHECKING:
    from pyiceberg.table import Table


def load(db: DuckDBPyConnection, name: str, rows: DuckDBPyRelation) -> None:
    place = iceberg.namespace()
    if place is None:
        rows.write_parquet(
            str(OUTPUT / f"{name}.parquet"), compression="snappy", row_group_size=ROW_GROUP_ROWS
        )
        return
    table = iceberg.create_table(*place, name, rows.limit(0).to_arrow_table().schema)
    table.add_files([write_file(db, table, rows)])


def write_file(db: DuckDBPyConnection, table: "Table", rows: DuckDBPyRelation) -> str:
    """Returns where it is. Its columns have the ids by which Iceberg finds them."""
    file = table.location_provider().new_data_location(f"{uuid4()}.parquet")
    if file.startswith(duckdb_s3.SCHEME):
        duckdb_s3.reach(db, iceberg.store_settings(table))
    else:
        Path(file.removeprefix("file://")).parent.mkdir(parents=True, exist_ok=True)
    ids = ", ".join(f'"{field.name}": {field.field_id}' for field in table.schema().fields)
    # write_parquet() knows no level
    rows.query(
        "loaded",
        f"""COPY loaded TO '{file.replace("'", "''")}' (
            FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP_ROWS}, FIELD_IDS {{{ids}}},
            COMPRESSION {iceberg.CODEC}, COMPRESSION_LEVEL {iceberg.LEVEL})""",
    )
    return file
