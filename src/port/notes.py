"""Where a program uses Spark: what is noted of a place, and by which name of Spark's API."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from frame_forms import ENDS, PASSING
from handed import only_without
from imported import Project, dotted, member_of
from kinds import call_of_path
from scope import Scope
from spark_api import OF_PLATFORMS, PACKAGES, PARTS
from uses import OF_PYSPARK, Found, Unknown, Use, Why


class Notes(Scope):
    """What was found in a module so far, and the names of PySpark that it imports and calls."""

    def __init__(self, file: str, project: Project) -> None:
        super().__init__(file, project)
        self.lines: list[str] = []
        self.found: list[Found] = []
        self.here: set[int] = set()
        self._nodes: list[ast.AST] = []
        self._always: set[int] = set()
        self._without: set[int] = set()
        self._called: set[int] = set()
        self._around: dict[int, ast.AST] = {}

    def read(self, tree: ast.Module, source: str) -> list[Found]:
        """
        Every use of Spark in a cell.

        :raises RecursionError: where it is nested too deeply
        """
        self.lines, self.found = source.splitlines(), []
        self._nodes = list(ast.walk(tree))
        self.here = {id(node) for node in self._nodes}
        self._always = {id(node) for node in tree.body}
        self._without = only_without(tree)
        self._around = {
            id(inner): node for node in self._nodes for inner in ast.iter_child_nodes(node)
        }
        self.visit(tree)
        return self.found

    def note(self, trigger: str, node: ast.AST) -> None:
        if isinstance(trigger, Why):
            self.found.append(Unknown(trigger, *self.place(node)))
        else:
            self.note_call(trigger, node, self.call(node))

    def note_call(self, trigger: str, node: ast.AST, call: str) -> None:
        """
        :param call: as Spark's API has it
        """
        begins = id(node) in self._without
        self.found.append(Use(trigger, *self.place(node), call, begins, given_by(node)))

    def note_all(self, triggers: Iterable[str], node: ast.AST) -> None:
        for trigger in triggers:
            self.note(trigger, node)

    def ends_in(self, node: ast.AST, name: str) -> bool:
        """Whether a chain of calls, of which a call is one, ends in a method of this name."""
        while True:
            method = self._around.get(id(node))
            if not isinstance(method, ast.Attribute):
                return False
            if method.attr == name:
                return True
            node = self._around[id(method)]

    def goes_on(self, node: ast.AST) -> bool:
        """Whether a program computes further from what a call returns, as far as it can be seen."""
        around = self._around.get(id(node))
        if isinstance(around, ast.Attribute) and around.attr in PASSING:
            return self.goes_on(self._around[id(around)])
        if isinstance(around, ast.Attribute):
            return around.attr not in ENDS
        if isinstance(around, ast.Assign) and isinstance(around.targets[0], ast.Name):
            return any(map(self.goes_on, self._later_reads(around, around.targets[0].id)))
        return not isinstance(around, ast.Expr)

    def _later_reads(self, after: ast.stmt, name: str) -> Iterator[ast.Name]:
        names = (node for node in self._nodes if isinstance(node, ast.Name) and node.id == name)
        end = after.end_lineno or after.lineno
        return (one for one in names if isinstance(one.ctx, ast.Load) and one.lineno > end)

    def place(self, node: ast.AST) -> tuple[int, int, str]:
        """Line and column of a call's own name, in a chain of calls too, and its text."""
        start, anchor = node, node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            anchor = node.func
            line, end = anchor.end_lineno or 1, anchor.end_col_offset or 0
            column = end - len(anchor.attr.encode())
        else:
            line, column = start.lineno, start.col_offset  # type: ignore[attr-defined]
        last = node.end_col_offset if node.end_lineno == line else None  # type: ignore[attr-defined]
        text = self.lines[line - 1].encode()[column:last].decode(errors="replace").strip()
        return line, column + 1, text if len(text) <= 80 else text[:79] + "…"

    def visit_Import(self, node: ast.Import) -> None:
        super().visit_Import(node)
        self._note_imports([name.name for name in node.names], node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        super().visit_ImportFrom(node)
        base = dotted(node)
        paths = [base if name.name == "*" else member_of(base, name.name) for name in node.names]
        self._note_imports(paths, node)

    def _note_imports(self, paths: list[str], node: ast.stmt) -> None:
        """Those that a program tries, or has for annotations alone, may be missing."""
        if id(node) not in self._always:
            return
        for path in paths:
            root = path.partition(".")[0]
            if root == "pyspark":
                self.note_call(OF_PYSPARK, node, call_of_path(path))
            part = ".".join(path.split(".")[:2])
            named = part if part in PARTS else root
            if named in (*PARTS, *PACKAGES) and not self._own(root):
                self.note_call("name:" + named, node, named)

    def visit_Name(self, node: ast.Name) -> None:
        known = (self.kinds, self.values, self.functions, self.modules)
        is_read = node.id in OF_PLATFORMS and isinstance(node.ctx, ast.Load)
        if is_read and not any(node.id in names for names in known):
            self.note_call("name:" + node.id, node, node.id)

    def note_name_called(self, node: ast.Call, noted: int) -> None:
        """
        The name of what is called, where nothing else says it.

        :param noted: how many were found before the call
        """
        self._called.add(id(node.func))
        if not any(isinstance(one, Use) and one.call for one in self.found[noted:]):
            self._note_api(node)

    def note_name_read(self, node: ast.Attribute) -> None:
        if id(node) not in self._called:
            self._note_api(node)

    def _note_api(self, node: ast.expr) -> None:
        if call := self.call(node):
            self.note_call(OF_PYSPARK, node, call)


def given_by(node: ast.AST) -> tuple[str, ...]:
    """Which arguments a call gives: their places, from 0, and their names."""
    if not isinstance(node, ast.Call):
        return ()
    starred = [index for index, one in enumerate(node.args) if isinstance(one, ast.Starred)]
    places = range(min([*starred, len(node.args)]))
    return (*map(str, places), *(one.arg for one in node.keywords if one.arg))
