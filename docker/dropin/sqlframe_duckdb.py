"""PySpark programs on DuckDB: SQLFrame turns their calls into SQL."""

import re
import sys
from types import ModuleType

import duckdb
import sqlframe
import sqlframe.base.functions
from duckdb_limits import duckdb_limits
from pyspark_names import API
from sqlframe.base.exceptions import UnsupportedOperationError
from sqlframe.duckdb import DuckDBSession
from sqlglot.expressions import FUNCTION_BY_NAME
from unsupported import (
    FORMATS_OF_SPARK,
    argument,
    first_line,
    frames,
    last_frame,
    name_of,
    takes_other_arguments,
)

UNSUPPORTED: dict[type[Exception], str] = {
    duckdb.BinderException: "Invalid named parameter",
    duckdb.NotImplementedException: "",
    UnsupportedOperationError: "",
}

# Types of Spark that SQLFrame hands to DuckDB by Spark's names
TYPE = re.compile(r"Type with name (timestamp_ntz|timestamp_ltz|void|variant) does not exist")
FROM_UNKNOWN = re.compile(r'\bSELECT FROM ("\w+"(?:\."\w+")*)\."\w+"')
NESTED = re.compile(r"Table (\S+\.\S+) must match the schema's nesting level")
CATALOG = re.compile(r'(?:Catalog|schema) "(\w+)" does not exist', re.IGNORECASE)
PARTITION = re.compile(r"/(\w+)=[^/\n]*(?=/)")


def begin_session() -> None:
    db = duckdb.connect(config={**duckdb_limits()})
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
    said = str(error)
    # SQLFrame 4.10 splits the text of a schema at every comma, those of DECIMAL(18, 2) too
    if isinstance(error, IndexError) and name_of(last_frame(error)).startswith(
        "ensure_column_mapping"
    ):
        return "types as text that have DECIMAL(p, s)"
    # Any name that its DataFrame does not have is taken for a column's, and fails when it is called
    if said.startswith("Tried to call a column"):
        column = last_frame(error).tb_frame.f_locals["self"].expression.sql()
        return method_of_frame(column.partition(".")[2].partition("[")[0])
    if named := re.search(r"Function with name (\w+) does not exist", said):
        return f"function {named[1]}" if is_function_of_spark(named[1]) else None
    if named := TYPE.search(said):
        return f"type {named[1]}"
    # The second where the session has a view
    if said.startswith("Unknown expression type provided in the SQL") or said.endswith(
        "object has no attribute 'ctes'"
    ):
        return statement_of(error)
    if named := NESTED.match(said):
        return f"a table with a name of several parts, {named[1]}, in a session that has a view"
    if catalog := missing_catalog(error):
        return f"catalog {catalog}: DuckDB has no such one, and no metastore"
    if partition := misread_partition(said):
        return f"CSV files below folders {partition}=, unless their schema is given without it"
    if isinstance(error, TypeError) and takes_other_arguments(error, "sqlframe"):
        return first_line(error)
    words = [text for kind, text in UNSUPPORTED.items() if isinstance(error, kind)]
    return first_line(error) if any(text in said for text in words) else None


def method_of_frame(column: str) -> str | None:
    """A method of Spark's whose name SQLFrame has taken for a column's, in lower case."""
    names = API["DataFrame"] | API["Column"]
    return next((f"DataFrame.{name}" for name in names if name.lower() == column.lower()), None)


def is_function_of_spark(name: str) -> bool:
    """Whether SQLFrame or its parser know the name: others are mistyped, or the program's own.

    Formats of files are functions of DuckDB, such as read_orc.
    """
    format_read = name.removeprefix("read_")
    return (
        name.upper() in FUNCTION_BY_NAME
        or hasattr(sqlframe.base.functions, name)
        or (format_read != name and format_read in FORMATS_OF_SPARK)
    )


def statement_of(error: Exception) -> str | None:
    """The first words of a statement that is no query: of queries, it takes most forms."""
    calls = [frame for frame in frames(error.__traceback__) if name_of(frame).endswith(".sql")]
    words = str(argument(calls[0], "sqlQuery")).upper().split() if calls else ["WITH"]
    return None if words[0] in ("SELECT", "WITH") else f"the statement {' '.join(words[:2])}"


def missing_catalog(error: Exception) -> str | None:
    """What a table's name begins with that neither DuckDB has nor the program has made."""
    if isinstance(error, (duckdb.BinderException, duckdb.CatalogException)):
        found = CATALOG.search(str(error))
        return found[1] if found else None
    # Of a table whose columns are not known, SQLFrame selects none
    found = FROM_UNKNOWN.search(str(argument(last_frame(error), "sql")))
    return found[1].replace('"', "") if found else None


def misread_partition(said: str) -> str | None:
    """The column of a partition that DuckDB was told to look for in the CSV file itself."""
    if "Error when sniffing file" not in said:
        return None
    path, _, columns = said.partition("Columns are set as")
    return next((name for name in PARTITION.findall(path) if f"'{name}' :" in columns), None)
