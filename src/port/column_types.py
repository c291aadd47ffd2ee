"""Types of columns by their names, as far as a program says them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from calls import argument
from columns import CASTS, listed
from file_calls import ENDS, FILES, is_csv_of_text, schema_given
from kinds import Kinds
from named_columns import CSV_TEXT, TEXT
from schemas import fields_of, named_type

# Types by their names in SQL; of all others nothing is said.
_BY_NAME = {
    "string": TEXT,
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), "integer"),
    **dict.fromkeys(("float", "double"), "double"),
    **dict.fromkeys(("timestamp", "timestamp_ntz"), "timestamp"),
    **{name: name for name in ("decimal", "date", "boolean", "array")},
}
_OF_LITERALS = {str: TEXT, bool: "boolean", int: "integer", float: "double"}
_FUNCTIONS = {
    TEXT: """concat concat_ws lower upper trim ltrim rtrim lpad rpad substring substring_index
        regexp_extract regexp_replace date_format from_unixtime format_string format_number initcap
        translate md5 sha1 sha2 hex base64 get_json_object to_json repeat split_part""",
    "integer": """count countDistinct count_distinct approx_count_distinct length year month
        dayofmonth dayofweek dayofyear weekofyear quarter hour minute second datediff date_diff
        row_number rank dense_rank ntile size instr unix_timestamp""",
    "date": "to_date current_date last_day date_add date_sub add_months next_day make_date",
    "timestamp": "to_timestamp current_timestamp from_utc_timestamp to_utc_timestamp date_trunc",
    "array": """array split collect_list collect_set sort_array array_sort array_distinct
        array_union array_intersect array_except array_compact flatten sequence slice""",
}
_RESULTS = {name: kind for kind, names in _FUNCTIONS.items() for name in names.split()}
ARRAYS = tuple(name for name, kind in _RESULTS.items() if kind == "array")
# Functions of which the first argument says the type, and methods of which their column does.
_SAME = ("max", "min", "first", "last", "any_value", "coalesce", "nvl", "ifnull", "lag", "lead")
_SAME_METHODS = ("alias", "name", "over")
# What has columns of other types than those of the files that are read.
_OTHER_SOURCES = {
    *(("session", name) for name in ("sql", "table", "range", "createDataFrame")),
    *(("frame", name) for name in ("selectExpr", "toDF", "unpivot", "melt")),
    ("grouped", "pivot"),
}


def note_columns(kinds: Kinds, node: ast.Call) -> None:
    """Remembers what a call says of columns: their names and types, or where they come from."""
    if not isinstance(node.func, ast.Attribute):
        return
    owner, name = kinds.owner(node.func), node.func.attr
    columns = kinds.project.columns
    if owner == "reader" and name in (*FILES, *ENDS):
        columns.add_source(CSV_TEXT if is_csv_of_text(kinds, node, name) else "")
    elif (owner, name) in _OTHER_SOURCES:
        columns.add_source("")
    for named, kind in _named_by(kinds, node, owner, name):
        columns.add(named, kind)


def type_of(kinds: Kinds, node: ast.expr | None) -> str:
    """The type of a column: `text`, `integer`, `decimal` and so on; empty where it isn't known."""
    column = kinds.origin(node)
    if name := _column_named(kinds, column):
        return kinds.project.columns.type_named(name)
    if not isinstance(column, ast.Call):
        return ""
    first = argument(column, "col", 0)
    if function := kinds.function(column.func):
        if function == "lit":
            return _OF_LITERALS.get(type(getattr(first, "value", None)), "")
        return _RESULTS.get(function, "") or (
            type_of_argument(kinds, first) if function in _SAME else ""
        )
    if not isinstance(column.func, ast.Attribute):
        return ""
    if column.func.attr in CASTS and column.args:
        return _BY_NAME.get(named_type(kinds, column.args[0]), "")
    return type_of(kinds, column.func.value) if column.func.attr in _SAME_METHODS else ""


def type_of_argument(kinds: Kinds, node: ast.expr | None) -> str:
    """The same of what a function is given, where a text is a column's name."""
    name = kinds.constant(node)
    return type_of(kinds, node) if name is None else kinds.project.columns.type_named(name)


def _column_named(kinds: Kinds, node: ast.expr | None) -> str:
    """The name in `col("a")`, `df["a"]` and `df.a`; empty of all else."""
    if isinstance(node, ast.Call) and kinds.function(node.func) in ("col", "column"):
        return kinds.constant(argument(node, "col", 0)) or ""
    if isinstance(node, ast.Subscript) and kinds.kind(node.value) == "frame":
        return kinds.constant(node.slice) or ""
    if isinstance(node, ast.Attribute) and kinds.kind(node.value) == "frame":
        return node.attr if kinds.kind(node) == "column" else ""
    return ""


def _named_by(kinds: Kinds, node: ast.Call, owner: str, name: str) -> Iterator[tuple[str, str]]:
    """Names that a call gives columns, and their types."""
    named = kinds.constant(node.args[0]) if node.args else None
    if owner == "column" and name == "alias" and named is not None:
        yield named, type_of(kinds, getattr(node.func, "value", None))
    elif owner == "frame" and name == "withColumn" and named is not None:
        yield named, type_of(kinds, argument(node, "col", 1))
    elif owner == "frame" and name == "withColumnRenamed" and named is not None:
        new = kinds.constant(argument(node, "new", 1))
        yield from [] if new is None else [(new, kinds.project.columns.type_named(named))]
    elif owner == "grouped" and name == "count":
        yield name, "integer"
    elif owner == "reader":
        schema = argument(node, "schema", 0) if name == "schema" else schema_given(node, name)
        yield from _of_schema(kinds, schema)
    elif (owner, name) == ("session", "createDataFrame"):
        yield from _of_schema(kinds, argument(node, "schema", 1))
        yield from _of_rows(kinds, node)


def _of_schema(kinds: Kinds, schema: ast.expr | None) -> Iterator[tuple[str, str]]:
    return ((name, _BY_NAME.get(kind, "")) for name, kind in fields_of(kinds, schema))


def _of_rows(kinds: Kinds, node: ast.Call) -> Iterator[tuple[str, str]]:
    """Of rows that are written down, with a list of names."""
    names = listed([kinds.origin(argument(node, "schema", 1)) or node])
    rows = getattr(kinds.origin(argument(node, "data", 0)), "elts", [])
    for index, name in enumerate(map(kinds.constant, names)):
        cells = [row.elts[index] for row in rows if len(getattr(row, "elts", [])) == len(names)]
        values = (getattr(cell, "value", None) for cell in cells)
        found = {_OF_LITERALS.get(type(value), "") for value in values if value is not None}
        if name is not None and found:
            yield name, found.pop() if len(found) == 1 else ""
