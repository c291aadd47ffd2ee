"""Where a job's tables go: Parquet in the output folder, or an Iceberg namespace."""

import iceberg
from contract import OUTPUT
from duckdb import DuckDBPyRelation
from parquet_format import ROW_GROUP_ROWS


def load(name: str, rows: DuckDBPyRelation) -> None:
    place = iceberg.namespace()
    if place is None:
        rows.write_parquet(
            str(OUTPUT / f"{name}.parquet"), compression="snappy", row_group_size=ROW_GROUP_ROWS
        )
        return
    batches = rows.to_arrow_reader()
    iceberg.create_table(*place, name, batches.schema).append(batches)
