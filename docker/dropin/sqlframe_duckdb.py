"""PySpark programs on DuckDB: SQLFrame turns their calls into SQL."""

import contextlib
import operator
import os
import re
import sys
from types import ModuleType

import duckdb
import sqlframe
from sqlframe.base.exceptions import UnsupportedOperationError
from sqlframe.duckdb import DuckDBSession
from unsupported import first_line, last_frame, name_of

UNSUPPORTED: dict[type[Exception], str] = {
    duckdb.BinderException: "Invalid named parameter",
    duckdb.NotImplementedException: "",
    UnsupportedOperationError: "",
}

OTHER_ARGUMENTS = re.compile(r"([\w.]+)\(\) (?:takes|got an unexpected keyword argument)")


def begin_session() -> None:
    config: dict[str, str | bool | int | float | list[str]] = {}
    if cpus := os.environ.get("ETL_CPUS"):
        config["threads"] = cpus
    if memory := os.environ.get("ETL_MEMORY"):
        config["memory_limit"] = (
            f"{int(memory) * 6 // 10}B"  # buffers that it doesn't count come on top
        )
    db = duckdb.connect(config=config)
    sqlframe.activate("duckdb", conn=db)
    replace_made_up_module()
    session = DuckDBSession(db)
    # Spark's class tells it; SQLFrame asks a session for itself
    DuckDBSession.getActiveSession = staticmethod(lambda: session)  # type: ignore[method-assign]


def replace_made_up_module() -> None:
    """SQLFrame's `pyspark` makes up any name, so that RDDs would be taken for done.

    What only sets something, and has no effect on DuckDB, stays.
    """
    made_up = sys.modules["pyspark"]
    bare = ModuleType("pyspark")
    bare.__path__ = []
    for name in ("SparkConf", "StorageLevel", "testing"):
        setattr(bare, name, getattr(made_up, name))
    bare.sql = sys.modules["pyspark.sql"]  # type: ignore[attr-defined]
    sys.modules["pyspark"] = bare


def lacks(error: Exception) -> str | None:
    # SQLFrame 4.10 splits the text of a schema at every comma, those of DECIMAL(18, 2) too
    if isinstance(error, IndexError) and name_of(last_frame(error)).startswith(
        "ensure_column_mapping"
    ):
        return "types as text that have DECIMAL(p, s)"
    # Any name that its DataFrame does not have is taken for a column's, and fails when it is called
    if str(error).startswith("Tried to call a column"):
        column = last_frame(error).tb_frame.f_locals["self"].expression.sql()
        return f"DataFrame.{column.partition('.')[2].partition('[')[0]}"
    if named := re.search(r"Function with name (\w+) does not exist", str(error)):
        return f"function {named[1]}"
    if isinstance(error, TypeError) and takes_other_arguments(error):
        return first_line(error)
    words = [text for kind, text in UNSUPPORTED.items() if isinstance(error, kind)]
    return first_line(error) if any(text in str(error) for text in words) else None


def takes_other_arguments(error: TypeError) -> bool:
    """Whether it was SQLFrame that refused arguments, not a function of the program."""
    called = OTHER_ARGUMENTS.match(str(error))
    if not called or called[1].partition(".")[0] in last_frame(error).tb_frame.f_globals:
        return False
    find = operator.attrgetter(called[1])
    for name, module in list(sys.modules.items()):
        with contextlib.suppress(AttributeError):
            if name.partition(".")[0] == "sqlframe" and find(module):
                return True
    return False
