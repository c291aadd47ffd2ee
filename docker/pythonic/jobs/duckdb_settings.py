"""What DuckDB holds itself to."""

from duckdb import DuckDBPyConnection


def own_settings(db: DuckDBPyConnection) -> dict[str, str]:
    settings = "SELECT name, value FROM duckdb_settings() WHERE name IN ('threads', 'memory_limit')"
    return dict(db.execute(settings).fetchall()) | {"streaming": "yes"}
