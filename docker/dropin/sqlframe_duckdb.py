"""PySpark programs on DuckDB: SQLFrame turns their calls into SQL."""

import os
from typing import Any

import duckdb
import sqlframe
from sqlframe.duckdb import DuckDBSession


def begin_session() -> None:
    settings: dict[str, Any] = {"threads": os.environ.get("ETL_CPUS")}
    settings["memory_limit"] = f"{int(os.environ['ETL_MEMORY']) * 3 // 4}B" if "ETL_MEMORY" in os.environ else None
    db = duckdb.connect(config={name: value for name, value in settings.items() if value})
    sqlframe.activate("duckdb", conn=db)
    session = DuckDBSession(db)
    # Spark's can be asked of the class; SQLFrame's needs the session that it returns
    setattr(DuckDBSession, "getActiveSession", staticmethod(lambda: session))


def is_unsupported(error: Exception) -> bool:
    if isinstance(error, duckdb.NotImplementedException):
        return True
    words = {duckdb.CatalogException: "Function with name", duckdb.BinderException: "Invalid named parameter"}
    return any(isinstance(error, kind) and text in str(error) for kind, text in words.items())
