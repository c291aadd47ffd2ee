"""Where a program uses Spark: what is noted of a place, and by which name of Spark's API."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from handed import only_without
from imported import Project, dotted, member_of
from kinds import call_of_path
from scope import Scope
from uses import OF_PYSPARK, Found, Unknown, Use, Why


class Notes(Scope):
    """What was found in a module so far, and the names of PySpark that it imports and calls."""

    def __init__(self, file: str, project: Project) -> None:
        super().__init__(file, project)
        self.lines: list[str] = []
        self.found: list[Found] = []
        self.here: set[int] = set()
        self._always: set[int] = set()
        self._without: set[int] = set()
        self._called: set[int] = set()

    def read(self, tree: ast.Module, source: str) -> list[Found]:
        """
        Every use of Spark in a cell.

        :raises RecursionError: where it is nested too deeply
        """
        self.lines, self.found = source.splitlines(), []
        self.here = {id(node) for node in ast.walk(tree)}
        self._always = {id(node) for node in tree.body}
        self._without = only_without(tree)
        self.visit(tree)
        return self.found

    def note(self, trigger: str, node: ast.AST) -> None:
        if isinstance(trigger, Why):
            self.found.append(Unknown(trigger, *self.place(node)))
        else:
            self._note_call(trigger, node, self.call(node))

    def _note_call(self, trigger: str, node: ast.AST, call: str) -> None:
        begins = id(node) in self._without
        self.found.append(Use(trigger, *self.place(node), call, begins))

    def note_all(self, triggers: Iterable[str], node: ast.AST) -> None:
        for trigger in triggers:
            self.note(trigger, node)

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
        if id(node) in self._always:
            for path in paths:
                if path.partition(".")[0] == "pyspark":
                    self._note_call(OF_PYSPARK, node, call_of_path(path))

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
            self._note_call(OF_PYSPARK, node, call)
