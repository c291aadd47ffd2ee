"""Which arguments of Spark's API an engine's calls take, by their signatures. Nothing is called."""

import inspect
from collections.abc import Iterator
from inspect import Parameter
from typing import Any

NAMED = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
PLACED = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


def arguments_of(names: list[str], made: dict[str, Any]) -> dict[str, list[list[str]]]:
    """
    What calls of Spark take, by the call's name.

    :return: their arguments that have places, in order, and those that have names
    """
    found = {name: parameters_of(name, made) for name in names}
    return {
        name: [[one.name for one in its if one.kind in kinds] for kinds in (PLACED, NAMED)]
        for name, its in found.items()
        if its
    }


def arguments_that_lack(
    arguments: dict[str, list[list[str]]], made: dict[str, Any]
) -> Iterator[str]:
    """Those of Spark's that an engine's own calls refuse: `DataFrame.show(n)`, and by its place."""
    for call, (placed, named) in arguments.items():
        own = parameters_of(call, made)
        if own is None:
            continue
        kinds = [one.kind for one in own]
        takes = {one.name for one in own if one.kind in NAMED}
        if Parameter.VAR_KEYWORD not in kinds:
            yield from (f"{call}({name})" for name in named if name not in takes)
        if Parameter.VAR_POSITIONAL not in kinds:
            most = sum(kind in PLACED for kind in kinds)
            beyond = enumerate(placed[most:], most)
            yield from (f"{call}({place}|{name})" for place, name in beyond)


def parameters_of(name: str, made: dict[str, Any]) -> list[Parameter] | None:
    """What a method or a function takes, without the object that has it; None of all else."""
    holder, _, last = name.rpartition(".")
    held = made.get(holder)
    try:
        found = inspect.getattr_static(held, last)
        method = getattr(found, "__func__", found)
        if not inspect.isfunction(method):
            return None
        its = list(inspect.signature(method).parameters.values())
    except (AttributeError, TypeError, ValueError):
        return None
    has_own = not inspect.ismodule(held) and not isinstance(found, staticmethod)
    return its[1:] if has_own else its
