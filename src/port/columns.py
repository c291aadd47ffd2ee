"""Columns that a call chooses or makes: names that it leaves to the engine, stars and fields."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kinds import Kinds

# Methods whose columns have names of their own where no alias names them.
_NAMING = ("select", "agg", "groupBy", "groupby", "rollup", "cube")
# Functions and methods that keep a column's name, or give one.
_NAMED = ("col", "column", "lit", "alias", "name", "asc", "desc", "expr")
CASTS = ("cast", "astype")
_OF_GROUPS = ("sum", "avg", "mean", "min", "max")
_AGGREGATES = frozenset(
    """sum avg mean min max count countDistinct count_distinct approx_count_distinct collect_list
    collect_set first last stddev variance median""".split()  # noqa: SIM905
)


def listed(nodes: list[ast.expr]) -> list[ast.expr]:
    """Arguments of a call, and items of those that are lists."""
    return [item for node in nodes for item in getattr(node, "elts", [node])]


def columns_of(
    kinds: Kinds, node: ast.Call, owner: str, name: str, aliases: set[str | None]
) -> Iterator[str]:
    """
    What the columns of a call are.

    :param aliases: of DataFrames, as `alias` names them
    """
    if owner == "grouped" and name in _OF_GROUPS:
        yield "clause:unaliased-grouped"
    if owner not in ("frame", "grouped") or name not in _NAMING:
        return
    for one in listed(node.args):
        column = kinds.origin(one) or one
        text = kinds.constant(one)
        if text is not None:
            yield from _by_text(text, aliases)
        elif isinstance(column, ast.Dict):
            yield "method:agg.map"
        elif kinds.kind(column) == "column":
            yield from _unaliased(kinds, column)
            if name == "agg" and _has_capitals(kinds, column):
                yield "clause:capitals-in-agg"
            if name == "select" and _made_by(kinds, column) in _AGGREGATES:
                yield "clause:aggregate-in-select"


def _by_text(text: str, aliases: set[str | None]) -> Iterator[str]:
    """`x.*` and `x.a`: fields of a structure, or columns of a DataFrame by its alias."""
    holder, _, field = text.rpartition(".")
    if holder and field == "*":
        yield "clause:alias-star" if holder in aliases else "clause:struct-star"
    elif holder:
        yield "clause:field-by-text"


def _unaliased(kinds: Kinds, column: ast.expr) -> Iterator[str]:
    """Of a column that has no name, what makes it."""
    if isinstance(column, ast.Subscript):
        if kinds.kind(column.value) == "column":
            yield "clause:unaliased-field"
    elif isinstance(column, ast.Call):
        called = column.func
        method = kinds.function(called) or getattr(called, "attr", "")
        if method in CASTS:
            yield "clause:unaliased-cast"
        elif method not in _NAMED:
            yield "clause:unaliased-function"
    elif not isinstance(column, (ast.Attribute, ast.Name)):
        yield "clause:unaliased-operator"


def _has_capitals(kinds: Kinds, column: ast.expr) -> bool:
    """Whether an alias of a column has capital letters."""
    if not isinstance(column, ast.Call) or getattr(column.func, "attr", "") != "alias":
        return False
    alias = kinds.constant(column.args[0]) if column.args else None
    return alias is not None and alias != alias.lower()


def _made_by(kinds: Kinds, column: ast.expr) -> str:
    """The function that makes a column, whatever is done with it then."""
    while isinstance(column, ast.Call):
        function = kinds.function(column.func)
        if function or not isinstance(column.func, ast.Attribute):
            return function
        column = column.func.value
    return ""
