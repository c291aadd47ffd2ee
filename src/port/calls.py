"""What the arguments of some calls of PySpark say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scope import Scope

# `id BIGINT, amount DECIMAL(18, 2)`: nothing else that a program has as text reads so.
_FIELD = r"\s*`?\w+`?(?:\s*:\s*|\s+)\w+(?:\(\s*\d+\s*(?:,\s*\d+\s*)?\))?(?:\s+NOT\s+NULL)?\s*"
_SCHEMA = re.compile(f"{_FIELD}(?:,{_FIELD})*", re.IGNORECASE)
_DECIMAL = re.compile(r"\b(?:dec|decimal|numeric)\(\s*\d+\s*,", re.IGNORECASE)


def has_decimal(text: str) -> bool:
    """Whether a text is a schema that has DECIMAL(p, s)."""
    return bool(_DECIMAL.search(text) and _SCHEMA.fullmatch(text))


def orders(scope: Scope, node: ast.Call) -> Iterator[str]:
    """What a call such as orderBy does with NULL; nothing for keys that say it themselves."""
    given = [one.value for one in node.keywords if one.arg == "ascending"]
    keys = [_is_descending(scope, key) for key in _listed(node.args)]
    falling = [isinstance(flag, ast.Constant) and not flag.value for flag in _listed(given)] or keys
    if False in falling:
        yield "clause:order-by"
    if True in falling:
        yield "clause:order-by-desc"


def _listed(nodes: list[ast.expr]) -> list[ast.expr]:
    return [item for node in nodes for item in getattr(node, "elts", [node])]


def _is_descending(scope: Scope, key: ast.expr) -> bool | None:
    key = scope.origin(key) or key
    if not isinstance(key, ast.Call):
        return False
    method = key.func.attr if isinstance(key.func, ast.Attribute) else ""
    name = scope.function(key.func) or method
    return None if "_nulls_" in name else name == "desc"


# Options of a CSV file that an entry is about when they are absent, each with those that set it.
DEFAULTS = {
    "header": {"header"},
    "schema": {"schema", "inferschema"},
    "escape": {"escape"},
    "multiline": {"multiline"},
}


# Where methods of a writer take the mode, of those that do.
MODES = {"csv": 1, "json": 1, "orc": 1, "parquet": 1, "save": 2, "saveAsTable": 2}


def missing_options(scope: Scope, node: ast.Call) -> Iterator[str]:
    """What a CSV file is read without, as far as the call and those before it show."""
    given = {option.lower() for option in _options(scope, node)}
    if len(node.args) > 1:
        given.add("schema")
    for name, ends in DEFAULTS.items():
        if not given & {*ends, "*"}:
            yield f"option:no-{name}"


def format_given(node: ast.Call, name: str) -> ast.expr | None:
    """The format that a call names beside a path: `load("x", format="delta")`."""
    for option in node.keywords:
        if option.arg == "format":
            return option.value
    takes_it_second = name in ("load", "save", "saveAsTable") and len(node.args) > 1
    return node.args[1] if takes_it_second else None


# Arguments that an entry is about, by their method.
NOTED = frozenset({("localCheckpoint", "storageLevel")})


def noted_arguments(node: ast.Call, name: str) -> Iterator[str]:
    """Arguments of a method that an entry of their own is about."""
    return (f"method:{name}.{one.arg}" for one in node.keywords if (name, one.arg) in NOTED)


def has_mode(scope: Scope, node: ast.Call) -> bool:
    """Whether a call that writes, or one before it, says what to do with what is there already."""
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    return len(node.args) > MODES.get(method, len(node.args)) or bool(
        {"mode", "*"} & set(_options(scope, node))
    )


def is_csv(scope: Scope, node: ast.Call, name: str) -> bool:
    """Whether a call reads CSV: `csv(…)`, or `load(…)` of this format."""
    return name == "csv" or (name == "load" and "csv" in _formats(scope, node))


def _formats(scope: Scope, node: ast.expr | None) -> Iterator[str]:
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        is_format = node.func.attr == "format" and bool(node.args)
        given = node.args[0] if is_format else format_given(node, node.func.attr)
        if given is not None:
            yield (scope.constant(given) or "").lower()
        node = scope.origin(node.func.value)


def _options(scope: Scope, node: ast.expr | None) -> Iterator[str]:
    """Options of a chain of calls; `*` where some are known only when the program runs."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        method = node.func.attr
        yield method
        if method == "option" and node.args:
            yield scope.constant(node.args[0]) or "*"
        yield from (one.arg or "*" for one in node.keywords)
        node = scope.origin(node.func.value)
