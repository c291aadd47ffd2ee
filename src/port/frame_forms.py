"""Forms of a DataFrame's methods that some engines answer otherwise than their other forms."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from calls import argument, join_of
from columns import columns_of, listed
from kinds import Kinds

# Methods that keep only the rows, or the values, of before until the next step.
FILLING = ("fillna", "replace")
# What is read of a DataFrame without another step: it computes nothing from its columns.
ENDS = frozenset(
    """write writeTo collect count show toPandas toArrow first head take tail columns schema dtypes
    printSchema isEmpty explain""".split()  # noqa: SIM905
)
# Steps that compute nothing from columns, so that what is before them is as if it were after them.
PASSING = ("orderBy", "sort", "limit", "coalesce", "repartition", "cache", "persist")
OUTER_JOINS = ("clause:left-join", "clause:right-join", "clause:full-join")


def forms_of_frame(kinds: Kinds, node: ast.Call, name: str) -> Iterator[str]:
    """What a method of a DataFrame is besides, by its arguments."""
    if name == "fillna" and argument(node, "subset", 1) is None:
        value = kinds.origin(argument(node, "value", 0))
        if isinstance(value, (ast.Constant, ast.UnaryOp)):
            yield "method:fillna.all"
    elif name == "drop" and any(_is_of_a_side(kinds, one) for one in node.args):
        yield "clause:drop-of-a-side"
    elif name == "toDF" and "clause:unaliased-operator" in _of_select(kinds, node):
        yield "clause:unaliased-to-df"


def joined_by_name(kinds: Kinds, node: ast.Call) -> Iterator[str]:
    """Of a join that keeps rows without a partner, whether its keys are given by their names."""
    on, clause = argument(node, "on", 1), join_of(kinds, node)
    keys = [] if on is None else listed([kinds.origin(on) or on])
    if keys and clause in OUTER_JOINS and None not in map(kinds.constant, keys):
        yield clause + ".by-name"


def rows_given(kinds: Kinds, node: ast.Call) -> Iterator[str]:
    """How createDataFrame is given its rows and their schema."""
    if kinds.constant(argument(node, "schema", 1)) is not None:
        yield "option:frame-schema-text"
    rows = kinds.origin(argument(node, "data", 0))
    given = [rows.elt] if isinstance(rows, ast.ListComp) else getattr(rows, "elts", [])
    if any(isinstance(kinds.origin(one), ast.Dict) for one in given[:1]):
        yield "clause:rows-as-dicts"


def _is_of_a_side(kinds: Kinds, node: ast.expr) -> bool:
    """Whether a column is named by its DataFrame: `b.id`, `b["id"]`."""
    is_field = isinstance(node, (ast.Attribute, ast.Subscript))
    return is_field and kinds.kind(node.value) == "frame"  # type: ignore[attr-defined]


def _of_select(kinds: Kinds, node: ast.Call) -> list[str]:
    """What the columns are of which a method is called, where they were just selected."""
    before = kinds.origin(getattr(node.func, "value", None))
    if not isinstance(before, ast.Call) or getattr(before.func, "attr", "") != "select":
        return []
    return list(columns_of(kinds, before, "frame", "select", set()))
