"""Makes the catalog `lake`, a SQLite database with a folder, and the namespaces that are named."""

import sys
from pathlib import Path

from pyiceberg.catalog.sql import SqlCatalog

LAKE = Path(__file__).resolve().parent / "lake"

LAKE.mkdir(exist_ok=True)
catalog = SqlCatalog(
    "lake", uri=f"sqlite:///{LAKE}/catalog.db", warehouse=f"file://{LAKE}/warehouse"
)
for namespace in sys.argv[1:]:
    catalog.create_namespace_if_not_exists(namespace)
