"""What the names of a program were imported from: PySpark, or other modules of its project."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Union

from named_columns import NamedColumns
from spark_api import CLASSES, FUNCTIONS, MADE

if TYPE_CHECKING:
    from scope import Scope

# What ends the path of a module of the project; the names in it come after.
MODULE = ":"

Argument = Union[int, str]  # noqa: UP007 (Python 3.9)


class Project:
    """
    What is known of a project's modules before one of them is read for its uses: which file an
    import means, by the importing file and the dotted name; each module's names; what functions
    return and are given, by `FILE:FUNCTION`; its columns.
    """

    def __init__(self) -> None:
        self.imports: dict[tuple[str, str], str] = {}
        self.outlines: dict[str, Scope] = {}
        self.results: dict[str, str] = {}
        self.given: dict[str, dict[Argument, str]] = {}
        self.columns = NamedColumns()


class Imports(ast.NodeVisitor):
    """The imports of one module."""

    def __init__(self, file: str, project: Project) -> None:
        self.file = file
        self.project = project
        self.modules: dict[str, str] = {}
        self.has_star = False

    def visit_Import(self, node: ast.Import) -> None:
        for name in node.names:
            root = name.name.split(".")[0]
            full = name.name if name.asname else root
            self.modules[name.asname or root] = self._own(full) or full

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = dotted(node)
        for name in node.names:
            if name.name == "*":
                self._import_all(base)
            else:
                self.modules[name.asname or name.name] = self._imported(base, name.name)

    def _import_all(self, base: str) -> None:
        own = self._own(base)
        outline = self.project.outlines.get(own.rstrip(MODULE))
        if outline is not None:
            self.has_star = self.has_star or outline.has_star
            for name in (*outline.modules, *outline.functions, *outline.values):
                self.modules[name] = self._member(own, name)
        elif base in FUNCTIONS:
            self.has_star = True
        elif base.partition(".")[0] == "pyspark":
            self.modules.update({path.rpartition(".")[2]: path for path in CLASSES})

    def _imported(self, base: str, name: str) -> str:
        module = self._own(member_of(base, name))
        if module:
            return module
        own = self._own(base)
        return self._member(own, name) if own else member_of(base, name)

    def _own(self, name: str) -> str:
        """The module of the project that a dotted name means here; empty for all others."""
        file = self.project.imports.get((self.file, name))
        return file + MODULE if file else ""

    def _member(self, root: str, name: str) -> str:
        if not root.endswith(MODULE):
            joined = f"{root}.{name}"
            return self._own(joined) or joined
        outline = self.project.outlines.get(root.rstrip(MODULE))
        return root + name if outline is None else outline.modules.get(name, root + name)

    def path(self, node: ast.expr) -> str:
        """A name as imported: `F.sum` is `pyspark.sql.functions.sum`; empty for what is not."""
        if isinstance(node, ast.Name):
            return self.modules.get(node.id, "")
        if isinstance(node, ast.Attribute):
            root = self.path(node.value)
            return self._member(root, node.attr) if root else ""
        return ""

    def elsewhere(self, node: ast.expr) -> tuple[Scope | None, str]:
        """The module of the project that an imported name is defined in, and its name there."""
        file, _, name = self.path(node).rpartition(MODULE)
        return self.project.outlines.get(file), name

    def made(self, node: ast.expr) -> str:
        """What of PySpark's begins a session, a context or their settings, as `MADE` names it."""
        path = self.path(node)
        if path.partition(".")[0] != "pyspark":
            return ""
        parts = path.split(".")
        names = (".".join(parts[-count:]) for count in (2, 1))
        return next((name for name in names if name in MADE), "")


def dotted(node: ast.ImportFrom) -> str:
    """What is imported from, with the dots of a relative import."""
    return "." * node.level + (node.module or "")


def member_of(base: str, name: str) -> str:
    """`a.b` of `a` and `b`, and `.b` of `.` and `b`."""
    return base + name if base.endswith(".") else f"{base}.{name}"
