"""What DuckDB may use, by the limits that etl-compare gives."""

import os


def duckdb_limits() -> dict[str, str]:
    """DuckDB's settings by their names; none without a limit."""
    limits = {}
    if cpus := os.environ.get("ETL_CPUS"):
        limits["threads"] = cpus
    if memory := os.environ.get("ETL_MEMORY"):
        # Buffers that it doesn't count come on top
        limits["memory_limit"] = f"{int(memory) * 6 // 10}B"
    return limits
