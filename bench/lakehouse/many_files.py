"""Makes two Iceberg tables of the same many files, one by one commit, one by several:
many_files.py FOLDER FILES COMMITS
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from catalog import open_lake

folder, files, commits = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
(folder / "many").mkdir()
paths = [str(folder / f"many/{number}.parquet") for number in range(files)]
for number, path in enumerate(paths):
    pq.write_table(pa.table({"id": [number]}), path)

lake = open_lake(folder)
lake.create_namespace("many")
schema = pa.schema([("id", pa.int64())])
lake.create_table("many.one_commit", schema).add_files(paths)
several = lake.create_table("many.commits", schema)
for commit in range(commits):
    several.add_files(paths[commit::commits], check_duplicate_files=False)
