"""Writes the same rows as Parquet, Iceberg and Delta, and an Iceberg table of many files."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import write_deltalake
from pyiceberg.catalog.sql import SqlCatalog

folder, files = Path(sys.argv[1]), int(sys.argv[2])
(folder / "warehouse").mkdir()
catalog = SqlCatalog(
    "lake", uri=f"sqlite:///{folder}/catalog.db", warehouse=f"file://{folder}/warehouse"
)
catalog.create_namespace("bench")
parts = sorted((folder / "parquet").iterdir())
orders = catalog.create_table("bench.orders", pq.read_schema(parts[0]))
for part in parts:
    rows = pq.read_table(part)
    orders.append(rows)
    write_deltalake(folder / "delta", rows, mode="append")

many = catalog.create_table("bench.many", pa.schema([("id", pa.int64())]))
paths = []
for number in range(files):
    path = folder / f"many/{number}.parquet"
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.table({"id": [number]}), path)
    paths.append(str(path))
many.add_files(paths)
