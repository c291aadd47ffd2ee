"""Programs, and the modules of their project that they import, from disk. Nothing is run."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from typing import NamedTuple

from imported import dotted, member_of
from notebook import Cell, cells_of
from uses import Unknown

# What a project's folder has; without any, it is the folder of the program.
MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", "etl-compare.yml", ".git")
MOST_MODULES = 200
MOST_BYTES = 8 * 2**20
MOST_LEVELS = 500


class Unreadable(Exception):
    """Why a file is no program, and its line."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


class Module:
    """A file of a project: its cells with their trees, and what of its imports was not read."""

    def __init__(self, shown: str, parsed: list[tuple[Cell, ast.Module | None]]) -> None:
        self.shown = shown
        self.parsed = parsed
        self.unread: list[tuple[Cell, Unknown]] = []


class Place(NamedTuple):
    """A program's own folder, as shown and really, and the folder of its project."""

    shown: str
    folder: str
    root: str


class Modules:
    """The modules that were found, by their real path, in the order in which they were met."""

    def __init__(self) -> None:
        self.found: dict[str, Module] = {}
        self.imports: dict[tuple[str, str], str] = {}
        self._places: dict[str, Place] = {}
        self._broken: set[str] = set()

    def add(self, path: str) -> None:
        """
        A program that was asked for.

        :raises Unreadable: with its line
        """
        file = os.path.realpath(path)
        self.found[file] = Module(path, _parsed(file))
        folder = os.path.dirname(file)
        self._places[file] = Place(os.path.dirname(path), folder, _root(folder))

    def follow(self) -> None:
        """Adds what they import from their own projects, and what that imports."""
        queue = list(self.found)
        for file in queue:
            for cell, tree in self.found[file].parsed:
                for node in ast.walk(tree) if tree else ():
                    for name in _imported(node):
                        queue.extend(self._follow(file, name, cell, node))

    def _follow(self, file: str, name: str, cell: Cell, node: ast.AST) -> Iterator[str]:
        place = self._places[file]
        target = _find(name, os.path.dirname(file), place)
        if not target:
            return
        self.imports[file, name] = target
        if target in self.found:
            return
        if target not in self._broken and len(self.found) < MOST_MODULES:
            shown = os.path.normpath(
                os.path.join(place.shown, os.path.relpath(target, place.folder))
            )
            try:
                self.found[target] = Module(shown, _parsed(target))
                self._places[target] = place
                yield target
                return
            except Unreadable:
                self._broken.add(target)
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
        why = Unknown("module-unread", line, column, ast.unparse(node))
        self.found[file].unread.append((cell, why))


def _parsed(file: str) -> list[tuple[Cell, ast.Module | None]]:
    try:
        if os.path.getsize(file) > MOST_BYTES:
            raise ValueError("it is too large")
        with open(file, encoding="utf-8") as text:
            cells = cells_of(file, text.read())
    except (OSError, ValueError) as error:
        raise Unreadable(str(error), 1) from error
    return [(cell, None if cell.is_sql else _tree(cell)) for cell in cells]


def _tree(cell: Cell) -> ast.Module:
    try:
        tree = ast.parse(cell.code)
        if _is_deep(tree):
            raise RecursionError
        return tree
    except SyntaxError as error:
        raise Unreadable(error.msg, (error.lineno or 1) + cell.first_line - 1) from error
    except (RecursionError, MemoryError, ValueError) as error:
        raise Unreadable("it is nested too deeply to be read", cell.first_line) from error


def _is_deep(tree: ast.Module) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(MOST_LEVELS):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return len(level) > 0


def _imported(node: ast.AST) -> list[str]:
    """Every dotted name that an import may mean a module by."""
    if isinstance(node, ast.Import):
        parts = [one.name.split(".") for one in node.names]
        return [".".join(one[: count + 1]) for one in parts for count in range(len(one))]
    if isinstance(node, ast.ImportFrom):
        base = dotted(node)
        return [base, *(member_of(base, one.name) for one in node.names)]
    return []


def _root(folder: str) -> str:
    above = folder
    while not any(os.path.exists(os.path.join(above, marker)) for marker in MARKERS):
        if above == os.path.dirname(above):
            return folder
        above = os.path.dirname(above)
    return above


def _find(name: str, folder: str, place: Place) -> str:
    """The file of the project that a module is, as Python would look for it; empty for others."""
    path = name.lstrip(".")
    level = len(name) - len(path)
    bases = [place.folder, place.root, os.path.join(place.root, "src")]
    if level:
        bases = [os.path.normpath(os.path.join(folder, *[".."] * (level - 1)))]
    for base in bases:
        module = os.path.join(base, *path.split("."))
        for file in (os.path.join(module, "__init__.py"), module.rstrip(os.sep) + ".py"):
            real = os.path.realpath(file)
            if os.path.isfile(real) and os.path.commonpath([real, place.root]) == place.root:
                return real
    return ""
