"""Seconds to load a table from its catalog and list its data files, imports apart."""

import json
import sys
import time
from pathlib import Path

from pyiceberg.catalog.sql import SqlCatalog

folder = Path(sys.argv[1])
catalog = SqlCatalog("lake", uri=f"sqlite:///{folder}/catalog.db")
catalog.load_table("bench.orders").scan().plan_files()
begun, used = time.perf_counter(), time.process_time()
files = len(list(catalog.load_table("bench.many").scan().plan_files()))
print(
    json.dumps(
        {
            "files": files,
            "seconds": time.perf_counter() - begun,
            "cpu": time.process_time() - used,
        }
    )
)
