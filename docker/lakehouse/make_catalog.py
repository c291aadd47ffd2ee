"""Makes Iceberg catalogs where there are none yet:  make_catalog.py lake/catalog.db 'postgresql://…'

Each is a SQLite file, or an address of SQLAlchemy's with ${NAME} for variables of the environment.
"""

import os
import re
import sys
from pathlib import Path
from urllib.parse import quote

from pyiceberg.catalog.sql import SqlCatalog

VARIABLE = re.compile(r"\$\{(\w+)\}")


def address(place: str) -> str:
    if "://" in place:
        return VARIABLE.sub(lambda name: quote(os.environ[name[1]], safe=""), place)
    database = Path(place).resolve()
    database.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{database}"


for place in sys.argv[1:]:
    # By any name: the tables of a catalog's database are the same for all of them.
    SqlCatalog("lake", uri=address(place))
