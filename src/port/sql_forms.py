"""Forms of functions in SQL that engines may answer otherwise than the functions' other forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from column_types import ARRAYS
from literal_forms import forms_by_text
from sqlglot import exp

# An alias with capital letters, without quotes.
CAPITALS = "clause:capitals-in-sql"
DAYS_OF_WEEK = ("dow", "dayofweek", "dow_iso", "dayofweek_iso")
# Units of extract that are functions of the same name.
UNITS = ("year", "quarter", "month", "week", "day", "doy", "hour", "minute", "second")
_FUNCTIONS = {"week": "weekofyear", "doy": "dayofyear"}

# Functions that skip NULL if they are told to.
IGNORING = ("first", "last", "first_value", "last_value", "any_value")

TypeNamed = Callable[[str], str]


def forms_of(node: exp.Expr, type_named: TypeNamed) -> Iterator[str]:
    """
    What a part of a query is besides.

    :param type_named: the type of a column by its name; empty of one that isn't known
    """
    if isinstance(node, exp.Anonymous):
        yield from _of_call(node.name.lower(), node.expressions, type_named)
    elif isinstance(node, exp.Lateral) and node.this.name.lower().startswith("posexplode"):
        yield "clause:lateral-view.posexplode"
    elif isinstance(node, exp.RegexpLike):
        yield from forms_by_text("rlike", lambda _: _text(node.expression))
    elif isinstance(node, exp.IgnoreNulls):
        yield "clause:ignore-nulls"
    elif isinstance(node, exp.Select) and any(map(_has_capitals, node.expressions)):
        yield CAPITALS


def _of_call(name: str, arguments: Sequence[exp.Expr], type_named: TypeNamed) -> Iterator[str]:
    given = dict(enumerate(arguments))
    if name == "split" and 2 in given:
        yield "function:split.limit"
    is_of_ten = name == "conv" and 1 in given and given[1].name == "10"
    if is_of_ten and isinstance(given[0], exp.Column) and type_named(given[0].name) == "integer":
        yield "function:conv.number"
    if name in ("date_part", "datepart") and 0 in given:
        yield from _day_of_week(given[0])
    if name == "concat_ws" and _has_array(arguments[1:], type_named):
        yield "function:concat_ws.array"
    if name in IGNORING and 1 in given:
        yield "function:first.ignoring"
    yield from forms_by_text(name, lambda place: _text(given.get(place)))


def extracted(unit: exp.Expr) -> Iterator[str]:
    """What `extract(… FROM d)` computes, by the function that does the same."""
    name = unit.name.lower().rstrip("s")
    found = [*_day_of_week(unit)]
    known = "function:" + _FUNCTIONS.get(name, name if name in UNITS else "extract")
    yield from found or [known]


def _day_of_week(unit: exp.Expr) -> Iterator[str]:
    if unit.name.lower() in DAYS_OF_WEEK:
        yield "function:extract.dayofweek"


def _text(argument: exp.Expr | None) -> str | None:
    """A text as it is written; None of what is put together, or is not there."""
    return argument.name if isinstance(argument, exp.Literal) else None


def _has_capitals(column: exp.Expr) -> bool:
    alias = column.args.get("alias") if isinstance(column, exp.Alias) else None
    return alias is not None and not alias.args.get("quoted") and alias.name != alias.name.lower()


def _has_array(texts: Sequence[exp.Expr], type_named: TypeNamed) -> bool:
    """Whether an array is joined: a column that is alone has nothing else to be joined with."""
    if len(texts) == 1 and isinstance(texts[0], exp.Column):
        return type_named(texts[0].name) in ("", "array")
    return any(isinstance(one, exp.Anonymous) and one.name.lower() in ARRAYS for one in texts)
