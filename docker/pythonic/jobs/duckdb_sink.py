"""Where a job's tables go: Parquet in the output folder, or an Iceberg namespace."""

from pathlib import Path
from uuid import uuid4

import duckdb_s3
import iceberg
from contract import OUTPUT
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from parquet_format import CODEC, ROW_GROUP_ROWS


def load(db: DuckDBPyConnection, name: str, rows: DuckDBPyRelation) -> None:
    place = iceberg.namespace()
    if place is None:
        rows.write_parquet(
            str(OUTPUT / f"{name}.parquet"), compression=CODEC, row_group_size=ROW_GROUP_ROWS
        )
        return
    table = iceberg.create_table(*place, name, rows.limit(0).to_arrow_table().schema)
    file = table.location_provider().new_data_location(f"{uuid4()}.parquet")
    if file.startswith(duckdb_s3.SCHEME):
        duckdb_s3.reach(db, iceberg.store_settings(table))
    else:
        Path(file.removeprefix("file://")).parent.mkdir(parents=True, exist_ok=True)
    # DuckDB writes the file itself, with the ids by which readers find a column under any name
    rows.write_parquet(
        file,
        compression=iceberg.CODEC,
        row_group_size=ROW_GROUP_ROWS,
        field_ids={field.name: field.field_id for field in table.schema().fields},
    )
    table.add_files([file])
