"""
Finds what programs use of Spark: PySpark, notebooks and Spark SQL. Nothing of them is run.

stdin: `{"libraries": [folders], "files": [paths]}`. stdout: a list, for each file, and each module
of its project that it imports, `{"file": path, "uses": […], "unknown": […], "names": […]}`, each
item `[trigger or why, line, column, text, cell, call, begins, given]`; or one `{"file": path,
"error": text, "line": number}` of a file that cannot be read.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

# Some calls a level of the deepest program that is read.
sys.setrecursionlimit(8_000)
QUESTION = json.load(sys.stdin)
sys.path[:0] = QUESTION["libraries"]

from imported import Project  # noqa: E402
from modules import Module, Modules, Unreadable  # noqa: E402
from notebook import Cell  # noqa: E402
from program import Program  # noqa: E402
from scope import Scope  # noqa: E402
from uses import (  # noqa: E402
    OF_A_CATALOG,
    OF_PYSPARK,
    Found,
    Function,
    Table,
    Unknown,
    Use,
    View,
    is_made,
)

# What is known of functions from the modules that call them, and of modules from those they import.
ROUNDS = 2

Placed = list[tuple[Cell, Found]]


class Made(NamedTuple):
    """What programs make: views and tables by their names, those of them that stay, functions."""

    views: set[str]
    tables: set[str]
    functions: set[str]


def answer(paths: list[str]) -> list[dict[str, Any]]:
    """What is said of some files."""
    modules = Modules()
    for path in paths:
        try:
            modules.add(path)
        except Unreadable as error:
            return [{"file": path, "error": str(error), "line": error.line}]
    modules.follow()
    try:
        found = read(modules)
    except RecursionError:
        return [{"file": paths[0], "error": "it is nested too deeply to be read", "line": 1}]
    every = [one for placed in found for _, one in placed]
    views = [one for one in every if isinstance(one, View)]
    made = Made(
        {one.name for one in views},
        {one.name for one in views if one.stays},
        {"function:" + one.name for one in every if isinstance(one, Function)},
    )
    shown = [module.shown for module in modules.found.values()]
    return [told(path, placed, made) for path, placed in zip(shown, found)]  # noqa: B905


def read(modules: Modules) -> list[Placed]:
    """What each module uses, known of it what its project's other modules say."""
    project = Project()
    project.imports = modules.imports
    for _ in range(ROUNDS):
        for file, module in reversed(list(modules.found.items())):
            outline = Scope(file, project)
            for _, tree in module.parsed:
                outline.visit(tree or ast.Module([], []))
            project.outlines[file] = outline
        project.columns.settle()
    return [uses_of(file, module, project) for file, module in modules.found.items()]


def uses_of(file: str, module: Module, project: Project) -> Placed:
    """What a module uses, and what of it was not read, by line."""
    program = Program(file, project)
    program.begin_from(project.outlines[file])
    placed: Placed = []
    for cell, tree in module.parsed:
        found: Iterable[Found] = (
            sql_uses(cell, project) if tree is None else program.read(tree, cell.code)
        )
        unread = [one for of, one in module.unread if of is cell]
        every = sorted([*cell.unread, *unread, *found], key=lambda one: (one.line, one.column))
        placed.extend((cell, one) for one in every)
    return placed


def sql_uses(cell: Cell, project: Project) -> Iterable[Found]:
    # Slow to load, and many programs have no SQL.
    from spark_sql import uses_in

    return uses_in(cell.code, 1, 1, project.columns.type_named)


def told(path: str, placed: Placed, made: Made) -> dict[str, Any]:
    """What is said of a file."""
    uses: list[list[Any]] = []
    unknown: list[list[Any]] = []
    names: list[list[Any]] = []
    for cell, one in placed:
        at = [one.line + cell.first_line - 1, one.column, one.text, cell.name]
        if isinstance(one, Unknown):
            unknown.append([one.why, *at, "", False, []])
        elif isinstance(one, Use) and (one.call or one.trigger not in made.functions):
            listed = names if one.trigger == OF_PYSPARK else uses
            listed.append([one.trigger, *at, one.call, one.begins, one.given])
        elif isinstance(one, Table) and not is_made(one, made.views, made.tables):
            uses.append([OF_A_CATALOG, *at, "", False, []])
    return {"file": path, "uses": uses, "unknown": unknown, "names": names}


print(json.dumps(answer(QUESTION["files"])))
