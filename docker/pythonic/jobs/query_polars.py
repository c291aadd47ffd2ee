"""Runs one SQL query on the Parquet and Delta tables that an engine wrote, with Polars: cold, then
warm."""

import json
import os
from pathlib import Path

import polars as pl
from polars_settings import own_settings
from reports import ready, stage

QUERY = Path(os.environ["ETL_INPUT_QUERY"]).read_text(encoding="utf-8").rstrip().rstrip(";")
TABLES = json.loads(Path(os.environ["ETL_INPUT_TABLES"]).read_text(encoding="utf-8"))
DATA = Path(os.environ["ETL_INPUT_DATA"])
RESULT = Path(os.environ["ETL_OUTPUT"]) / "result.parquet"


def rows(table: dict[str, str]) -> pl.LazyFrame:
    path = DATA / table["path"]
    if table["format"] == "delta":
        return pl.scan_delta(path, version=int(table["version"]))
    if table["format"] == "parquet":
        return pl.scan_parquet(path)
    raise NotImplementedError(f"a table of format {table['format']}")


ready(own_settings())
with stage("cold"):
    db = pl.SQLContext({name: rows(table) for name, table in TABLES.items()})
    db.execute(QUERY, eager=True)
with stage("warm"):
    db.execute(QUERY, eager=True)
db.execute(QUERY).sink_parquet(RESULT)
