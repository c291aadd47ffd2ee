"""Makes an embedded Iceberg catalog where there is none yet:  make_catalog.py lake/catalog.db"""

import sys
from pathlib import Path

from pyiceberg.catalog.sql import SqlCatalog

database = Path(sys.argv[1]).resolve()
database.parent.mkdir(parents=True, exist_ok=True)
SqlCatalog("lake", uri=f"sqlite:///{database}", warehouse=f"file://{database.parent}/warehouse")
