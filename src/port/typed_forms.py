"""Forms of functions that some engines know of columns of some types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from calls import argument
from column_types import type_of, type_of_argument
from kinds import Kinds, operands
from named_columns import CSV_TEXT, TEXT

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Mod)
# Forms by functions of which an entry is about columns of these types.
_AVG = {TEXT: "avg.text", CSV_TEXT: "avg.csv-text"}
_HOUR = {TEXT: "hour.text"}
_LPAD = dict.fromkeys(("integer", "double", "decimal"), "lpad.number")
_OF_TYPES: dict[str, dict[str, str]] = {
    "avg": _AVG,
    "mean": _AVG,
    "sum": {TEXT: "sum.text"},
    "hour": _HOUR,
    "minute": _HOUR,
    "second": _HOUR,
    "lpad": _LPAD,
    "rpad": _LPAD,
    "bround": {"decimal": "bround.decimal"},
    "conv": {"integer": "conv.number"},
}


def forms_by_type(kinds: Kinds, node: ast.Call, function: str) -> Iterator[str]:
    """What a call of a function is besides, by the types of its columns."""
    if function == "lit" and _is_fraction(argument(node, "col", 0)):
        yield "operator:fraction"
    if function == "concat_ws":
        given = [type_of_argument(kinds, one) for one in node.args[1:]]
        # One column alone has nothing to be joined with, unless it is an array
        is_alone = given == [""] and not isinstance(node.args[1], ast.Starred)
        if "array" in given or is_alone:
            yield "function:concat_ws.array"
    if function == "conv" and getattr(argument(node, "fromBase", 1), "value", None) != 10:
        return
    for one in node.args[: 1 if function in ("lpad", "rpad", "conv", "bround") else None]:
        form = _OF_TYPES.get(function, {}).get(type_of_argument(kinds, one))
        if form:
            yield "function:" + form


def operator_by_type(kinds: Kinds, node: ast.expr) -> Iterator[str]:
    """The same of an operator."""
    parts = list(operands(node))
    types = {type_of(kinds, part) for part in parts if kinds.kind(part) == "column"}
    if isinstance(node, ast.BinOp) and isinstance(node.op, ARITHMETIC):
        yield from (f"operator:arithmetic.{one}" for one in (TEXT, CSV_TEXT) if one in types)
        if any(map(_is_fraction, parts)):
            yield "operator:fraction"
    if isinstance(node, ast.Compare) and TEXT in types and any(map(_is_number, parts)):
        yield "clause:text-compared-with-number"


def _is_fraction(node: ast.expr | None) -> bool:
    return isinstance(getattr(node, "value", None), float)


def _is_number(node: ast.expr) -> bool:
    return type(getattr(node, "value", None)) in (int, float)
