"""Runs one SQL query on the tables that an engine wrote, with DuckDB: cold, then warm."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb_s3
import iceberg
from duckdb_settings import connect, own_settings
from reports import ready, stage

QUERY = Path(os.environ["ETL_INPUT_QUERY"]).read_text(encoding="utf-8").rstrip().rstrip(";")
TABLES = json.loads(Path(os.environ["ETL_INPUT_TABLES"]).read_text(encoding="utf-8"))
DATA = Path(os.environ["ETL_INPUT_DATA"])
RESULT = Path(os.environ["ETL_OUTPUT"]) / "result.parquet"


def parquet_files(table: dict[str, str]) -> list[str]:
    if table["format"] == "iceberg":
        return iceberg.data_files(table["table"])
    if table["format"] != "parquet":
        raise NotImplementedError(f"a table of format {table['format']}")
    if table["path"].startswith(duckdb_s3.SCHEME):
        return duckdb_s3.files_below(table["path"], duckdb_s3.from_environment())
    path = DATA / table["path"]
    return [str(file) for file in path.glob("**/*.parquet")] if path.is_dir() else [str(path)]


def stores() -> list[dict[str, str]]:
    """Settings of the S3 servers that the tables are on, each once."""
    found: list[dict[str, str]] = []
    for table in TABLES.values():
        if table["format"] == "iceberg":
            settings = iceberg.s3_settings(table["table"])
        elif table["path"].startswith(duckdb_s3.SCHEME):
            settings = duckdb_s3.from_environment()
        else:
            continue
        if settings is not None and settings not in found:
            found.append(settings)
    return found


with TemporaryDirectory() as scratch:
    db = connect(scratch)
    db.execute("SET TimeZone = 'UTC'")
    by = {}
    match stores():
        case []:
            pass
        case [settings]:
            by["s3"] = duckdb_s3.reach(db, settings)
            print("Files on S3 are read by", by["s3"])
        case _:
            raise NotImplementedError("tables on several S3 servers")
    ready({**own_settings(db), **by})
    with stage("cold"):
        for name, table in TABLES.items():
            db.read_parquet(parquet_files(table)).create_view(name)
        db.sql(QUERY).fetchall()
    with stage("warm"):
        db.sql(QUERY).fetchall()
    db.sql(QUERY).write_parquet(str(RESULT))
