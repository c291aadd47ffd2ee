"""Writes the rows of a folder as Iceberg, as Iceberg with a column that was added later, as Iceberg
whose files have no ids, and as Delta. The data files of the first also get second names, as plain
Parquet.
"""

import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
from catalog import open_lake
from deltalake import write_deltalake
from pyiceberg.types import StringType

folder = Path(sys.argv[1])
lake = open_lake(folder)
lake.create_namespace("bench")
parts = sorted((folder / "rows").iterdir())
schema = pq.read_schema(parts[0])
orders = lake.create_table("bench.orders", schema)
evolved = lake.create_table("bench.evolved", schema)
for part in parts:
    rows = pq.read_table(part)
    orders.append(rows)
    evolved.append(rows)
    write_deltalake(folder / "delta", rows, mode="append")
added = lake.create_table("bench.added", schema)
added.add_files([str(part) for part in parts])
with evolved.update_schema() as update:
    update.add_column("note", StringType())

(folder / "plain").mkdir()
for number, task in enumerate(orders.scan().plan_files()):
    os.link(task.file.file_path.removeprefix("file://"), folder / f"plain/{number}.parquet")
