"""Schemas that a program writes: as texts, as StructType, or step by step."""

from __future__ import annotations

import ast
import re

from calls import argument
from kinds import Kinds
from spark_names import TYPES, type_name

_FIELD = re.compile(r"\s*`?(\w+)`?(?:\s*:\s*|\s+)(\w+)\b")

Fields = list[tuple[str, str]]


def fields_of(kinds: Kinds, node: ast.expr | None) -> Fields:
    """Names of columns and of their types, such as `decimal`, as far as they are known."""
    text = kinds.constant(node)
    if text is not None:
        found = map(_FIELD.match, _parts(text))
        return [(one[1], type_name(one[2])) for one in found if one]
    schema = kinds.origin(node)
    if not isinstance(schema, ast.Call):
        return []
    if isinstance(schema.func, ast.Attribute) and schema.func.attr == "add":
        return [*fields_of(kinds, schema.func.value), *_field(kinds, schema)]
    if not kinds.path(schema.func).endswith(".StructType"):
        return []
    listed = kinds.origin(argument(schema, "fields", 0))
    fields = map(kinds.origin, getattr(listed, "elts", []))
    return [pair for one in fields if isinstance(one, ast.Call) for pair in _field(kinds, one)]


def named_type(kinds: Kinds, node: ast.expr) -> str:
    """A type's name in SQL, whether it is given as text or as an object; `?` of an unknown one."""
    text = kinds.constant(node)
    if text is not None:
        return type_name(text)
    name = kinds.path(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]
    return TYPES.get(name, name or "?")


def _field(kinds: Kinds, node: ast.Call) -> Fields:
    """Of `StructField(name, type)`, or of `add(name, type)`."""
    name, kind = kinds.constant(argument(node, "name", 0)), argument(node, "dataType", 1)
    return [] if name is None or kind is None else [(name, named_type(kinds, kind))]


def _parts(text: str) -> list[str]:
    """Fields of a text, at the commas that are in no brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "<(") - (letter in ">)")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
