"""What a program hands to Spark as text: SQL, and names of tables, views and functions."""

from __future__ import annotations

import ast

from notes import Notes
from uses import Function, Table, View, Why

QUOTES = (b"'''", b'"""')


class SqlNotes(Notes):
    """Notes of SQL, and of what is made or read by its name."""

    def note_view(self, node: ast.Call, prefix: str, stays: bool) -> None:
        names = self._names_given(node)
        made = ["*"] if names is None else [prefix + name for name in names]
        self.found.extend(View(name, *self.place(node), stays) for name in made)

    def note_table(self, node: ast.Call) -> None:
        names = self._names_given(node)
        if names is None:
            self.note(Why("dynamic-table"), node)
        self.found.extend(Table(name, *self.place(node)) for name in names or ())

    def note_function_made(self, node: ast.Call) -> None:
        names = self._names_given(node) or ()
        self.found.extend(Function(name, *self.place(node)) for name in names)

    def _names_given(self, node: ast.Call) -> list[str] | None:
        given = [*node.args, *(one.value for one in node.keywords)]
        names = self.constants(given[0]) if given else None
        return None if names is None else [name.lower().replace("`", "") for name in names]

    def note_conditions(self, node: ast.Call) -> None:
        """Of filter, where and selectExpr."""
        for one in node.args:
            for text in one.elts if isinstance(one, (ast.List, ast.Tuple)) else [one]:
                if self.kind(text) == "" and not isinstance(text, ast.Starred):
                    self.note_sql(text, "expression")

    def note_sql(self, node: ast.expr, kind: str) -> None:
        # Slow to load, and many programs have no SQL.
        from spark_sql import uses_in, uses_in_expression

        texts, origin = self.constants(node), self.origin(node) or node
        if texts is None:
            self.note(Why("dynamic-sql"), node)
            return
        uses = uses_in if kind == "statements" else uses_in_expression
        type_named = self.project.columns.type_named
        if len(texts) > 1 or id(origin) not in self.here or isinstance(origin, ast.JoinedStr):
            # A text of another cell or module, or of several parts, is placed where it is used.
            line, column, _ = self.place(node)
            found = (one for text in texts for one in uses(text, 1, 1, type_named))
            self.found.extend(one._replace(line=line, column=column) for one in found)
            return
        start = self.lines[origin.lineno - 1].encode()[origin.col_offset :]
        opening = 3 if start.startswith(QUOTES) else 1
        column = origin.col_offset + 1 + opening
        self.found.extend(uses(texts[0], origin.lineno, column, type_named))
