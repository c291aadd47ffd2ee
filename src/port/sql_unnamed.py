"""Columns of queries that have no name but what an engine makes of their expressions."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

UNNAMED = ("clause:unaliased-sql", "clause:unaliased-cast-sql")

_UNNAMED = (exp.Func, exp.Binary, exp.Window, exp.Not, exp.Neg)


def unnamed(query: exp.Select) -> Iterator[str]:
    """What such columns a query has, unless it is a condition or a value: these have no names."""
    parent = query.parent
    if isinstance(parent, (exp.In, exp.Exists, exp.Insert)) or (
        isinstance(parent, exp.Subquery) and not isinstance(parent.parent, (exp.From, exp.Join))
    ):
        return
    casts = [isinstance(one, exp.Cast) for one in query.expressions if _is_unnamed(one)]
    yield from (use for use, is_cast in zip(UNNAMED, (False, True)) if is_cast in casts)  # noqa: B905


def _is_unnamed(column: exp.Expr) -> bool:
    # A field of a structure keeps its name
    return isinstance(column, _UNNAMED) and not isinstance(column, exp.Dot)
