"""Runs one SQL query on the tables that an engine wrote, with DuckDB: cold, then warm."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import iceberg
from duckdb_settings import own_settings
from reports import ready, stage
from resources import CPUS, MEMORY

QUERY = Path(os.environ["ETL_INPUT_QUERY"]).read_text(encoding="utf-8").rstrip().rstrip(";")
TABLES = json.loads(Path(os.environ["ETL_INPUT_TABLES"]).read_text(encoding="utf-8"))
DATA = Path(os.environ["ETL_INPUT_DATA"])
RESULT = Path(os.environ["ETL_OUTPUT"]) / "result.parquet"


def parquet_files(table: dict[str, str]) -> list[str]:
    if table["format"] == "iceberg":
        return iceberg.data_files(table["table"])
    if table["format"] == "parquet":
        path = DATA / table["path"]
        return [str(file) for file in path.glob("**/*.parquet")] if path.is_dir() else [str(path)]
    raise NotImplementedError(f"a table of format {table['format']}")


with TemporaryDirectory() as scratch:
    db = duckdb.connect(
        config={
            "threads": CPUS,
            "memory_limit": f"{MEMORY * 6 // 10}B",
            "temp_directory": scratch,
        }
    )
    db.execute("SET TimeZone = 'UTC'")
    ready(own_settings(db))
    with stage("cold"):
        for name, table in TABLES.items():
            db.read_parquet(parquet_files(table)).create_view(name)
        db.sql(QUERY).fetchall()
    with stage("warm"):
        db.sql(QUERY).fetchall()
    db.sql(QUERY).write_parquet(str(RESULT))
