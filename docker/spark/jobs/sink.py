"""Where a job's tables go: Parquet in the output folder, or an Iceberg namespace."""

import iceberg
from contract import OUTPUT
from pyspark.sql import DataFrame


def load(name: str, rows: DataFrame) -> None:
    place = iceberg.namespace()
    if place is None:
        rows.write.parquet(str(OUTPUT / name))
        return
    writer = rows.writeTo(".".join(f"`{part}`" for part in (*place, name))).using("iceberg")
    for key, value in iceberg.PROPERTIES.items():
        writer = writer.tableProperty(key, value)
    writer.create()
