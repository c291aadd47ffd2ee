"""Forms of functions in SQL that engines may answer otherwise than the functions' other forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

DAYS_OF_WEEK = ("dow", "dayofweek", "dow_iso", "dayofweek_iso")


def forms_of(name: str, arguments: Sequence[exp.Expr]) -> Iterator[str]:
    """What a call of a function is besides, by its arguments."""
    given = dict(enumerate(arguments))
    if name == "split" and 2 in given:
        yield "function:split.limit"
    if name == "conv" and isinstance(given.get(0), exp.Column) and given[1].name == "10":
        yield "function:conv.number"
    if name in ("extract", "date_part", "datepart") and 0 in given:
        unit = given[0].name.lower()
        if unit in DAYS_OF_WEEK:
            yield "function:extract.dayofweek"
