"""Makes the catalog `lake` of a folder, with namespaces:  catalog.py FOLDER NAMESPACE…"""

import sys
from pathlib import Path

from pyiceberg.catalog.sql import SqlCatalog


def open_lake(folder: Path) -> SqlCatalog:
    warehouse = folder / "warehouse"
    warehouse.mkdir(exist_ok=True)
    return SqlCatalog("lake", uri=f"sqlite:///{folder}/catalog.db", warehouse=f"file://{warehouse}")


if __name__ == "__main__":
    lake = open_lake(Path(sys.argv[1]))
    for namespace in sys.argv[2:]:
        lake.create_namespace(namespace)
