"""What Spark SQL uses, by sqlglot's syntax tree. Nothing is run."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import ClassVar

from spark_names import SESSION_ZONE, UTC, setting
from sql_forms import CAPITALS, TypeNamed, extracted, forms_of
from sql_tables import DATABASES, is_only_if_there, is_path, name_of, table_of, view_of
from sql_unnamed import UNNAMED, unnamed
from sql_words import CLAUSES, OPERATORS, SPELT
from sqlglot import exp
from sqlglot.dialects.spark import Spark
from sqlglot.errors import SqlglotError
from uses import FRAMELESS, Found, Unknown, Use

# What it can't parse is reported as not understood.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)


class Names(Spark):
    """Spark's dialect with functions' own names: sqlglot gives one name to all that are alike."""

    class Parser(Spark.Parser):  # type: ignore[misc,valid-type]
        FUNCTIONS: ClassVar[dict[str, object]] = {}
        NO_PAREN_FUNCTIONS: ClassVar[dict[str, object]] = {}
        FUNCTION_PARSERS: ClassVar[dict[str, object]] = {
            name: parse
            for name, parse in Spark.Parser.FUNCTION_PARSERS.items()
            if "PERCENTILE" not in name
        }


DIALECT = Names()
_SELECT = "SELECT "
# What is said of columns' names alone.
OF_NAMES = (*UNNAMED, CAPITALS)

# Statements that sqlglot leaves as text: jars, and functions of classes in them.
MOST_CHARACTERS = 1000
COMMANDS = {
    "clause:add-jar": re.compile(
        r"ADD\s+JARS?\b|CREATE\b.*\bFUNCTION\b.*\bUSING\s+(JAR|ARCHIVE)\b"
    ),
    "clause:create-function-of-class": re.compile(r"CREATE\b.*\bFUNCTION\b.*\bAS\s+['\"]"),
    "clause:show": re.compile(r"SHOW\b"),
}

# The other statement for the session's time zone.
SET_TIME_ZONE = re.compile(r"TIME\s+ZONE\b", re.IGNORECASE)

# What a statement says of a table's files.
OF_FILES = (exp.FileFormatProperty, exp.LocationProperty, exp.PartitionedByProperty)

# They carry others and do nothing themselves.
PLAIN = tuple(
    getattr(exp, name)
    for name in """
    Select Alias Column Identifier Table TableAlias From Where Paren Tuple Star DataType
    DataTypeParam Var And Or Subquery With Order Aliases Distinct Null Boolean Literal
    WindowSpec IgnoreNulls RespectNulls Dot Filter Schema ColumnDef Create Drop Properties
    Property Not Lateral Use LocationProperty FileFormatProperty PartitionedByProperty
    PropertyEQ Partition When Whens JoinHint Placeholder Parameter Slice
    """.split()  # noqa: SIM905
)


def uses_in_expression(text: str, line: int, column: int, type_named: TypeNamed) -> Iterator[Found]:
    """Every use in an expression of SQL, such as a filter's condition: it names no column."""
    found = uses_in(_SELECT + text, line, column - len(_SELECT), type_named)
    return (one for one in found if not (isinstance(one, Use) and one.trigger in OF_NAMES))


def uses_in(sql: str, line: int, column: int, type_named: TypeNamed) -> Iterator[Found]:
    """
    Every use in statements of SQL.

    :param line: where the text begins in its file
    :param type_named: the type of a column by its name; empty of one that isn't known
    """
    try:
        trees = DIALECT.parse(sql)
    except (SqlglotError, RecursionError) as error:
        yield Unknown("sql-syntax", line + _line_of(error) - 1, column, _excerpt(sql))
        return
    for tree in trees:
        if tree is not None:
            yield from _placed(tree, sql, (line, column), type_named)


def _placed(
    tree: exp.Expr, sql: str, begins: tuple[int, int], type_named: TypeNamed
) -> Iterator[Found]:
    line, column = begins
    named = {"", *(one.alias.lower() for one in tree.find_all(exp.CTE))}
    named.update(name_of(one.find(exp.Table)) for one in tree.find_all(exp.Create))
    for node in tree.walk(prune=lambda node: _is_unknown(node) or isinstance(node, exp.Set)):
        meta = next((inner.meta for inner in node.walk() if "line" in inner.meta), {})
        row = meta.get("line", 1)
        start = meta.get("start", 0) - (sql.rfind("\n", 0, meta.get("start", 0)) + 1)
        at = (line + row - 1, start + 1 if row > 1 else column + start)
        text = _excerpt(node.sql(dialect=DIALECT, copy=False))
        if _is_unknown(node):
            yield Unknown("sql-construct", *at, text)
        elif isinstance(node, exp.Table) and name_of(node) not in named:
            if not is_only_if_there(node):
                yield table_of(node, *at, text)
        elif isinstance(node, (exp.Create, exp.Cache)) and (view := view_of(node, *at, text)):
            yield view
        names = (*_names(node), *forms_of(node, type_named))
        yield from (Use(name, *at, text) for name in names)


def _is_unknown(node: exp.Expr) -> bool:
    return not isinstance(node, (*PLAIN, exp.SetItem)) and next(_names(node), None) is None


def _names(node: exp.Expr) -> Iterator[str]:
    kind = type(node)
    if isinstance(node, (exp.And, exp.Or)):
        return
    if isinstance(node, exp.Select):
        yield from unnamed(node)
    if isinstance(node, exp.Anonymous):
        name = node.this if isinstance(node.this, str) else node.this.name
        yield "function:" + name.lower()
    elif kind in OPERATORS:
        yield "operator:" + OPERATORS[kind]
    elif isinstance(node, exp.Extract):
        yield from extracted(node.this)
    elif kind in SPELT:
        yield "function:" + SPELT[kind]
    elif kind in CLAUSES:
        yield "clause:" + CLAUSES[kind]
    elif isinstance(node, exp.Cast):
        yield "cast:" + _type_name(node.to)
    else:
        yield from _special(node)


def _special(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.Ordered):
        yield "clause:" + _order(node)
    elif isinstance(node, exp.Select) and node.args.get("distinct"):
        yield "clause:distinct"
    elif isinstance(node, exp.Window):
        yield "clause:" + window_kind(node)
    elif isinstance(node, exp.Join):
        yield "clause:" + join_kind(node.side, node.kind)
    elif isinstance(node, exp.Union):
        yield "clause:union"
        if node.args.get("distinct"):
            yield "clause:distinct"
    elif isinstance(node, (exp.Except, exp.Intersect)):
        yield "clause:" + type(node).__name__.lower()
    elif isinstance(node, exp.In):
        negated = isinstance(node.parent, exp.Not)
        yield "clause:" + ("not-in" if negated and node.args.get("query") else "in")
    elif isinstance(node, (exp.Like, exp.ILike)):
        yield "clause:like"
    elif isinstance(node, exp.RegexpLike):
        yield "clause:rlike"
    elif isinstance(node, exp.Is):
        yield "clause:is-null"
    elif isinstance(node, exp.Lateral):
        yield "clause:lateral-view"
    elif isinstance(node, exp.Create) and str(node.args.get("kind")).upper() in ("TABLE", "VIEW"):
        has_files = any(map(node.find, OF_FILES))
        yield "clause:create-" + node.args["kind"].lower() + ("-using" if has_files else "")
    elif isinstance(node, exp.Create) and str(node.args.get("kind")).upper() in DATABASES:
        yield "clause:create-" + node.args["kind"].lower()
    elif isinstance(node, exp.Use):
        yield "clause:use" + ("-database" if node.args.get("kind") else "")
    elif isinstance(node, exp.Drop):
        yield "clause:drop"
    elif isinstance(node, exp.Describe):
        yield "clause:describe"
    elif isinstance(node, exp.Table) and is_path(node):
        yield "clause:path-as-table"
    elif isinstance(node, exp.Insert):
        yield "clause:insert"
        if node.args.get("overwrite"):
            yield "clause:insert-overwrite"
    elif isinstance(node, exp.Cache):
        yield "clause:cache-table"
    elif isinstance(node, (exp.Command, exp.Create)):
        text = " ".join(node.sql(dialect=Spark)[:MOST_CHARACTERS].split()).upper()
        named = [name for name, pattern in COMMANDS.items() if pattern.match(text)]
        yield from named[:1]
        if text.startswith("SET "):
            yield from _set(node)
    elif isinstance(node, exp.Set):
        yield from _set(node)
    elif isinstance(node, exp.Func):
        yield "function:" + type(node).sql_name().lower()


def _set(node: exp.Expr) -> Iterator[str]:
    text = SET_TIME_ZONE.sub(f"{SESSION_ZONE}=", node.sql(dialect=Spark).removeprefix("SET "))
    name, is_given, value = text.partition("=")
    is_zone = bool(is_given) and name.strip().lower() == SESSION_ZONE.lower()
    yield "clause:set-zone" if is_zone else "clause:set"
    if is_given:
        yield "setting:" + setting(name.strip())
    if is_zone and value.strip(" '\"") not in UTC:
        yield "setting:zone-beyond-utc"


def _order(node: exp.Ordered) -> str:
    """A key of an order: where NULL stands in a window, engines do not do as elsewhere."""
    if node.args.get("desc"):
        return "order-by-desc"
    order = node.parent
    is_of_window = order is not None and isinstance(order.parent, exp.Window)
    return "window-order-by" if is_of_window else "order-by"


def window_kind(node: exp.Window) -> str:
    """How a window is bounded: `window-order`, without a frame, runs up to the current row."""
    spec = node.args.get("spec")
    if spec is not None and spec.args.get("kind"):
        return "window-" + spec.args["kind"].lower()
    function = node.this.this if isinstance(node.this, exp.Anonymous) else None
    runs = node.args.get("order") and str(function).lower() not in FRAMELESS
    return "window-order" if runs else "window"


def join_kind(side: str, kind: str) -> str:
    """A join's name: `left-join`, `semi-join`, `join`."""
    words = {"LEFT": "left", "RIGHT": "right", "FULL": "full"}
    if kind.upper() in ("SEMI", "ANTI", "CROSS"):
        return kind.lower() + "-join"
    return words.get(side.upper(), "") + "-join" if side else "join"


def _type_name(kind: exp.DataType) -> str:
    return kind.sql(dialect=Spark).split("(")[0].split("<")[0].lower()


def _line_of(error: Exception) -> int:
    errors = getattr(error, "errors", None) or [{}]
    return errors[0].get("line") or 1


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"
