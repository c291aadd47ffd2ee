"""What the arguments of some calls of PySpark say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from columns import listed
from kinds import Kinds
from spark_names import SESSION_ZONE, UTC, join_clause, setting
from uses import FRAMELESS, Why

# `id BIGINT, amount DECIMAL(18, 2)`: nothing else that a program has as text reads so.
_FIELD = r"\s*`?\w+`?(?:\s*:\s*|\s+)\w+(?:\(\s*\d+\s*(?:,\s*\d+\s*)?\))?(?:\s+NOT\s+NULL)?\s*"
_SCHEMA = re.compile(f"{_FIELD}(?:,{_FIELD})*", re.IGNORECASE)
_DECIMAL = re.compile(r"\b(?:dec|decimal|numeric)\(\s*\d+\s*,", re.IGNORECASE)
# What a program that sets PYSPARK_SUBMIT_ARGS itself may bring along.
_JARS = re.compile(r"--(?:jars|packages)\b.*\bpyspark-shell\b", re.DOTALL)

# Arguments that an entry is about, by their method.
NOTED = frozenset({("localCheckpoint", "storageLevel")})


def told_by_text(text: str) -> Iterator[str]:
    """What a text of a program says by itself, wherever it stands."""
    if _DECIMAL.search(text) and _SCHEMA.fullmatch(text):
        yield "option:schema-text-with-decimal"
    if _JARS.search(text):
        yield "setting:spark.jars"


def orders(kinds: Kinds, node: ast.Call, owner: str) -> Iterator[str]:
    """
    What a call such as orderBy does with NULL; nothing for keys that say it themselves.

    :param owner: `window` or `frame`
    """
    given = [one.value for one in node.keywords if one.arg == "ascending"]
    keys = [_is_descending(kinds, key) for key in listed(node.args)]
    falling = [isinstance(flag, ast.Constant) and not flag.value for flag in listed(given)] or keys
    if False in falling:
        yield "clause:window-order-by" if owner == "window" else "clause:order-by"
    if True in falling:
        yield "clause:order-by-desc"


def _is_descending(kinds: Kinds, key: ast.expr) -> bool | None:
    key = kinds.origin(key) or key
    if not isinstance(key, ast.Call):
        return False
    method = key.func.attr if isinstance(key.func, ast.Attribute) else ""
    name = kinds.function(key.func) or method
    return None if "_nulls_" in name else name == "desc"


def noted_arguments(node: ast.Call, name: str) -> Iterator[str]:
    """Arguments of a method that an entry of their own is about."""
    return (f"method:{name}.{one.arg}" for one in node.keywords if (name, one.arg) in NOTED)


def joined_with_itself(kinds: Kinds, node: ast.Call) -> Iterator[str]:
    """Whether both sides of a join are made of one DataFrame, or are it, without an alias."""
    other = argument(node, "other", 0)
    sides = [getattr(node.func, "value", None), other]
    if other is None or any("alias" in dict(chain(kinds, side)) for side in sides):
        return
    if _is_same(*(_beginning(kinds, side) for side in sides)):
        yield "clause:self-join"
    if _is_same(*map(kinds.origin, sides)):
        yield "clause:self-join-of-one"


def _is_same(left: ast.expr | None, right: ast.expr | None) -> bool:
    names = [one.id for one in (left, right) if isinstance(one, ast.Name)]
    return left is right or (len(names) == 2 and names[0] == names[1])


def _beginning(kinds: Kinds, node: ast.expr | None) -> ast.expr | None:
    """The DataFrame that a chain of its methods begins with."""
    inner = kinds.origin(node)
    while isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
        if kinds.kind(inner.func.value) not in ("frame", "grouped"):
            break
        inner = kinds.origin(inner.func.value)
    return inner


def split_limit(node: ast.Call) -> Iterator[str]:
    """What `split` does with a limit; none is the same as -1."""
    limit = argument(node, "limit", 2)
    if limit is not None and not isinstance(limit, ast.UnaryOp):
        yield "function:split.limit"


def ignores_nulls(node: ast.Call) -> Iterator[str]:
    """Whether `first` or `last` says what it does with NULL."""
    if argument(node, "ignorenulls", 1) is not None:
        yield "function:first.ignoring"


def registered_type(kinds: Kinds, node: ast.Call) -> Iterator[str]:
    """Whether `udf.register` is given the type that a function returns otherwise than as text."""
    given = argument(node, "returnType", 2)
    if given is not None and kinds.constant(given) is None:
        yield "method:udf.register.type"
    if given is None and isinstance(argument(node, "f", 1), ast.Lambda):
        yield "method:udf.register.untyped"


def argument(node: ast.Call, name: str, index: int) -> ast.expr | None:
    """What a call gives for a parameter, by its name or its place."""
    named = next((one.value for one in node.keywords if one.arg == name), None)
    return named or (node.args[index] if len(node.args) > index else None)


def join_of(kinds: Kinds, node: ast.Call) -> str:
    """The kind of a DataFrame's join."""
    how = argument(node, "how", 2)
    kind = "" if how is None else kinds.constant(how)
    return Why("dynamic-join") if kind is None else "clause:" + join_clause(kind)


def settings_of(kinds: Kinds, node: ast.Call) -> Iterator[str]:
    """Settings that a builder or a configuration is given: by name, as a map or as SparkConf."""
    given: dict[str | None, ast.expr | None]
    several = kinds.origin(argument(node, "map", 2))
    if isinstance(several, ast.Dict):
        names = map(kinds.constant, several.keys)
        given = {name: several.values[index] for index, name in enumerate(names)}
    elif kinds.kind(argument(node, "conf", 2)) == "sparkconf":
        return
    else:
        given = {kinds.constant(argument(node, "key", 0)): argument(node, "value", 1)}
    for name, value in given.items():
        yield Why("dynamic-setting") if name is None else "setting:" + setting(name)
        if name == SESSION_ZONE and kinds.constant(value) not in UTC:
            yield "setting:zone-beyond-utc"


def window_of(kinds: Kinds, node: ast.Call) -> str:
    """How the window of `over` is bounded."""
    methods = {method for method, _ in chain(kinds, node.args[0])} if node.args else set()
    for frame, kind in (("rowsBetween", "window-rows"), ("rangeBetween", "window-range")):
        if frame in methods:
            return "clause:" + kind
    of = node.func.value if isinstance(node.func, ast.Attribute) else None
    function = kinds.function(of.func) if isinstance(of, ast.Call) else ""
    is_running = "orderBy" in methods and function not in FRAMELESS
    return "clause:window-order" if is_running else "clause:window"


def chain(kinds: Kinds, node: ast.expr | None) -> Iterator[tuple[str, ast.Call]]:
    """Methods of a chain of calls, last first, through the names that hold its beginning."""
    inner = kinds.origin(node)
    while isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
        yield inner.func.attr, inner
        inner = kinds.origin(inner.func.value)
