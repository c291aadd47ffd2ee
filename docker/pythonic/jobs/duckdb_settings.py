"""What DuckDB holds itself to."""

import duckdb
from duckdb import DuckDBPyConnection
from resources import CPUS, MEMORY


def connect(scratch: str, **more: bool) -> DuckDBPyConnection:
    """:param scratch: a folder for what does not fit in memory"""
    return duckdb.connect(
        config={
            "threads": CPUS,
            "memory_limit": f"{MEMORY * 6 // 10}B",  # buffers that it doesn't count come on top
            "temp_directory": scratch,
            **more,
        }
    )


def own_settings(db: DuckDBPyConnection) -> dict[str, str]:
    settings = "SELECT name, value FROM duckdb_settings() WHERE name IN ('threads', 'memory_limit')"
    return dict(db.execute(settings).fetchall()) | {"streaming": "yes"}
