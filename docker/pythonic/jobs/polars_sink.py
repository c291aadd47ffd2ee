"""Where a job's tables go: Parquet in the output folder, or an Iceberg namespace."""

import iceberg
import polars as pl
from contract import OUTPUT
from parquet_format import ROW_GROUP_ROWS


def load(name: str, rows: pl.LazyFrame) -> None:
    place = iceberg.namespace()
    if place is None:
        rows.sink_parquet(
            OUTPUT / f"{name}.parquet", compression="snappy", row_group_size=ROW_GROUP_ROWS
        )
        return
    # Iceberg knows texts, not categories
    rows = rows.with_columns(pl.col(pl.Categorical).cast(pl.String))
    schema = pl.DataFrame(schema=rows.collect_schema()).to_arrow().schema
    table = iceberg.create_table(*place, name, schema)
    rows.sink_iceberg(
        table,
        mode="append",
        # Polars writes the files itself, and does not ask the table how to reach them
        storage_options=iceberg.store_settings(table),
        compression=iceberg.CODEC,
        compression_level=iceberg.LEVEL,
        row_group_size=ROW_GROUP_ROWS,
    )
