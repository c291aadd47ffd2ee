"""What a PySpark program does with Spark, by Python's own syntax tree. Nothing of it is run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from calls import (
    format_given,
    has_decimal,
    has_mode,
    is_csv,
    missing_options,
    noted_arguments,
    orders,
)
from scope import Scope, operands
from spark_api import (
    ALIASES,
    BEYOND_FRAMES,
    TYPES,
    join_clause,
    setting,
    type_name,
)
from uses import FRAMELESS, Found, Unknown, Use

FILES = ("csv", "json", "parquet", "orc", "text", "jdbc", "table")
ARGUMENTS = ("path", "format", "name", "partitionBy")
SORTS = ("orderBy", "sort", "sortWithinPartitions")
CASTS = ("cast", "astype", "try_cast")
QUOTES = (b"'''", b'"""')
# Methods of a session that only make a DataFrame or end it.
HARMLESS = ("stop", "table", "createDataFrame", "range", "getOrCreate", "sql", "newSession")

BINARY = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitAnd: "&",
    ast.BitOr: "|",
}
COMPARED = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class Program(Scope):
    """A program, whose cells, where it is a notebook, share their names."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.found: list[Found] = []

    def read(self, source: str) -> list[Found]:
        """
        Every use of Spark in a cell.

        :raises SyntaxError: with the line
        :raises RecursionError: where it is nested too deeply
        """
        self.lines, self.found = source.splitlines(), []
        self.visit(ast.parse(source))
        return self.found

    def note(self, trigger: str, node: ast.AST) -> None:
        self.found.append(Use(trigger, *self._place(node)))

    def _note_all(self, triggers: Iterable[str], node: ast.AST) -> None:
        for trigger in triggers:
            self.note(trigger, node)

    def note_unknown(self, why: str, node: ast.AST) -> None:
        self.found.append(Unknown(why, *self._place(node)))

    def _place(self, node: ast.AST) -> tuple[int, int, str]:
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

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for decorator in node.decorator_list:
            if self.function(decorator):
                self.note("function:" + self.function(decorator).lower(), decorator)
        super().visit_FunctionDef(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = self.function(node.func)
        if function:
            self._note_function(function, node)
        elif isinstance(node.func, ast.Attribute):
            self._note_method(node, node.func.attr, self.owner(node.func))
        elif isinstance(node.func, ast.Name) and self._is_hidden(node.func.id, node):
            self.note_unknown("dynamic-code", node)
        self.generic_visit(node)

    def _is_hidden(self, name: str, node: ast.Call) -> bool:
        if name in ("eval", "exec"):
            return True
        return name == "getattr" and bool(
            node.args and (self.path(node.args[0]) or self.kind(node.args[0]))
        )

    def _note_function(self, name: str, node: ast.Call) -> None:
        self.note("function:" + ALIASES.get(name, name).lower(), node)
        if name == "expr" and node.args:
            self._note_sql(node.args[0], "expression")
        for one in node.args:
            if isinstance(one, ast.Lambda):
                self.kinds.update({argument.arg: "column" for argument in one.args.args})

    def _note_method(self, node: ast.Call, name: str, owner: str) -> None:
        first = node.args[0] if node.args else None
        if owner in ("reader", "writer"):
            self._note_files(node, "read" if owner == "reader" else "write", name)
        elif owner == "session" and name == "sql" and first is not None:
            self._note_sql(first, "statements")
        elif (owner, name) in (("conf", "set"), ("builder", "config")):
            key = self.constant(first)
            self.note("setting:" + setting(key), node) if key else self.note_unknown(
                "dynamic-setting", node
            )
        elif owner == "column" and name in CASTS and first is not None:
            self.note("cast:" + self._type_name(first), node)
        elif owner == "column" and name == "over":
            self.note("clause:" + self._window(node), node)
        elif owner == "frame" and name == "join":
            self._note_join(node)
        elif owner == "grouped" and name in ("sum", "avg", "mean", "min", "max", "count"):
            self.note("function:" + ALIASES.get(name, name), node)
        elif owner in ("frame", "window") and name in SORTS:
            self._note_all(orders(self, node), node)
        elif owner == "udf" or (owner, name) == ("builder", "enableHiveSupport"):
            self.note("method:" + ("udf." if owner == "udf" else "") + name, node)
        elif owner == "na":
            self.note("method:" + {"fill": "fillna", "drop": "dropna"}.get(name, name), node)
        elif owner and owner not in ("builder", "conf", "window") and (owner, name) not in _MADE:
            self.note("method:" + name, node)
            self._note_all(noted_arguments(node, name), node)
            self._note_conditions(node, name, owner)

    def _note_conditions(self, node: ast.Call, name: str, owner: str) -> None:
        if owner == "frame" and name in ("filter", "where", "selectExpr"):
            for one in node.args:
                for text in one.elts if isinstance(one, (ast.List, ast.Tuple)) else [one]:
                    if self.kind(text) == "" and not isinstance(text, ast.Starred):
                        self._note_sql(text, "expression")

    def _note_join(self, node: ast.Call) -> None:
        given = next((one.value for one in node.keywords if one.arg == "how"), None)
        how = given or (node.args[2] if len(node.args) > 2 else None)
        kind = "" if how is None else self.constant(how)
        self.note_unknown("dynamic-join", node) if kind is None else self.note(
            "clause:" + join_clause(kind), node
        )

    def _window(self, node: ast.Call) -> str:
        methods = set(self._methods(node.args[0])) if node.args else set()
        for frame, kind in (("rowsBetween", "window-rows"), ("rangeBetween", "window-range")):
            if frame in methods:
                return kind
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        function = self.function(of.func) if isinstance(of, ast.Call) else ""
        return "window-order" if "orderBy" in methods and function not in FRAMELESS else "window"

    def _methods(self, node: ast.expr) -> Iterator[str]:
        """Methods of a chain of calls, through the names that hold its beginning."""
        inner = self.origin(node)
        while isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            yield inner.func.attr
            inner = self.origin(inner.func.value)

    def _note_files(self, node: ast.Call, verb: str, name: str) -> None:
        for option in node.keywords:
            if option.arg is None:
                self.note_unknown("dynamic-option", node)
            elif (verb, option.arg) == ("write", "mode"):
                # Of a reader it is what to do with broken rows.
                self.note("method:mode", node)
            elif option.arg not in ARGUMENTS:
                self.note("option:" + option.arg.lower(), node)
        if verb == "read" and is_csv(self, node, name):
            self._note_all(missing_options(self, node), node)
        if verb == "write" and name in (*FILES, "save") and not has_mode(self, node):
            self.note("option:no-mode", node)
        if given := format_given(node, name):
            self._note_named(verb, self.constant(given), node)
        first = self.constant(node.args[0]) if node.args else None
        if name == "option":
            self._note_named("option", first, node)
        elif name == "format":
            self._note_named(verb, first, node)
        elif name in FILES:
            self.note(f"{verb}:{name}", node)
        elif name not in ("options", "schema", "load", "save"):
            self.note("method:" + name, node)

    def _note_named(self, kind: str, name: str | None, node: ast.Call) -> None:
        if name:
            self.note(f"{kind}:{name.lower()}", node)
        else:
            self.note_unknown("dynamic-option", node)

    def _note_sql(self, node: ast.expr, kind: str) -> None:
        # Slow to load, and many programs have no SQL.
        from spark_sql import uses_in, uses_in_expression

        text, origin = self.constant(node), self.origin(node) or node
        if text is None:
            self.note_unknown("dynamic-sql", node)
        else:
            opening = (
                3
                if self.lines[origin.lineno - 1].encode()[origin.col_offset :].startswith(QUOTES)
                else 1
            )
            uses = uses_in if kind == "statements" else uses_in_expression
            self.found.extend(uses(text, origin.lineno, origin.col_offset + 1 + opening))

    def _type_name(self, node: ast.expr) -> str:
        text = self.constant(node)
        if text is not None:
            return type_name(text)
        name = self.path(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]
        return TYPES.get(name, name or "?")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if (self.owner(node), node.attr) in BEYOND_FRAMES:
            self.note("method:" + node.attr, node)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and has_decimal(node.value):
            self.note("option:schema-text-with-decimal", node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if self.kind(node.value) == "column":
            self.note("operator:[]", node)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self._note_operator(node, BINARY.get(type(node.op), "?"))

    def visit_Compare(self, node: ast.Compare) -> None:
        self._note_operator(node, COMPARED.get(type(node.ops[0]), "?"))

    def _note_operator(self, node: ast.expr, operator: str) -> None:
        if any(self.kind(part) == "column" for part in operands(node)):
            self.note("operator:" + operator, node)
        self.generic_visit(node)


_MADE = {("session", name) for name in HARMLESS}
