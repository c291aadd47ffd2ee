"""What a PySpark program does with Spark, by Python's own syntax tree. Nothing of it is run."""

from __future__ import annotations

import ast

from calls import argument, join_of, noted_arguments, orders, settings_of, told_by_text, window_of
from file_calls import file_uses
from kinds import operands
from notes import Notes
from spark_api import BEGIN_RDD, BEYOND_FRAMES, CONTEXTS
from spark_names import ALIASES, TYPES, type_name
from uses import OF_A_CATALOG, Table, View, Why

SORTS = ("orderBy", "sort", "sortWithinPartitions")
CASTS = ("cast", "astype", "try_cast")
QUOTES = (b"'''", b'"""')
AGGREGATES = ("sum", "avg", "mean", "min", "max", "count")
# Methods of a session that only make a DataFrame or end it.
HARMLESS = ("stop", "table", "createDataFrame", "range", "getOrCreate", "sql", "newSession")
# Methods that make a view or a table, by what stands before its name.
VIEWS = {
    "saveAsTable": "",
    **dict.fromkeys(("createTempView", "createOrReplaceTempView", "registerTempTable"), ""),
    **dict.fromkeys(("createGlobalTempView", "createOrReplaceGlobalTempView"), "global_temp."),
}
# Methods that take a table by its name.
BY_NAME = {("reader", "table"), ("session", "table"), ("writer", "insertInto")}
# Methods of a catalog that concern views and caches alone.
OF_VIEWS = ("dropTempView", "dropGlobalTempView", "cacheTable", "uncacheTable", "clearCache")
# Methods of a context that share a value with Python functions, or bring a jar.
OF_CONTEXT = ("accumulator", "broadcast", "addJar")

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


class Program(Notes):
    """What a module does, whose cells, where it is a notebook, share their names."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for decorator in node.decorator_list:
            if self.function(decorator):
                self.note("function:" + self.function(decorator).lower(), decorator)
        super().visit_FunctionDef(node)

    def visit_Call(self, node: ast.Call) -> None:
        noted = len(self.found)
        self._note_uses(node)
        self.note_name_called(node, noted)
        super().visit_Call(node)

    def _note_uses(self, node: ast.Call) -> None:
        function, made = self.function(node.func), self.made(node.func)
        if function:
            self._note_function(function, node)
        elif made.partition(".")[0] in CONTEXTS:
            self.note("method:" + made.partition(".")[0], node)
        elif isinstance(node.func, ast.Attribute):
            self._note_method(node, node.func.attr, self.owner(node.func))
        elif isinstance(node.func, ast.Name) and self._is_hidden(node.func.id, node):
            self.note(Why("dynamic-code"), node)

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
        if name in VIEWS:
            self._note_name(View, node, VIEWS[name])
        if (owner, name) in BY_NAME:
            self._note_name(Table, node, "")
        if owner in ("reader", "writer"):
            self.note_all(
                file_uses(self, node, "read" if owner == "reader" else "write", name), node
            )
        elif (owner, name) == ("session", "createDataFrame"):
            if self.constant(argument(node, "schema", 1)) is not None:
                self.note("option:frame-schema-text", node)
        elif owner == "session" and name == "sql" and first is not None:
            self._note_sql(first, "statements")
        elif (owner, name) in (("conf", "set"), ("builder", "config")):
            self.note_all(settings_of(self, node), node)
        elif owner == "column" and name in CASTS and first is not None:
            self.note("cast:" + self._type_name(first), node)
        elif owner == "column" and name == "over":
            self.note(window_of(self, node), node)
        elif owner == "frame" and name == "join":
            self.note(join_of(self, node), node)
        elif owner == "grouped" and name in AGGREGATES:
            self.note("function:" + ALIASES.get(name, name), node)
        elif owner in ("frame", "window") and name in SORTS:
            self.note_all(orders(self, node), node)
        elif owner == "udf" or (owner, name) == ("builder", "enableHiveSupport"):
            self.note("method:" + ("udf." if owner == "udf" else "") + name, node)
        elif owner == "na":
            self.note("method:" + {"fill": "fillna", "drop": "dropna"}.get(name, name), node)
        elif owner in ("rdd", "context"):
            self.note(_of_context(name, owner), node)
        elif owner == "catalog":
            self.note_all([] if name in OF_VIEWS else [OF_A_CATALOG], node)
        elif owner and owner not in ("builder", "conf", "window") and (owner, name) not in _MADE:
            self.note("method:" + name, node)
            self.note_all(noted_arguments(node, name), node)
            self._note_conditions(node, name, owner)

    def _note_name(self, kind: type[Table | View], node: ast.Call, prefix: str) -> None:
        """A table or a view by the name that a call gives."""
        given = [*node.args, *(one.value for one in node.keywords)]
        name = self.constant(given[0]) if given else None
        if name is not None:
            self.found.append(kind(prefix + name.lower().replace("`", ""), *self.place(node)))
        elif kind is View:
            self.found.append(View("*", *self.place(node)))
        else:
            self.note(Why("dynamic-table"), node)

    def _note_conditions(self, node: ast.Call, name: str, owner: str) -> None:
        if owner == "frame" and name in ("filter", "where", "selectExpr"):
            for one in node.args:
                for text in one.elts if isinstance(one, (ast.List, ast.Tuple)) else [one]:
                    if self.kind(text) == "" and not isinstance(text, ast.Starred):
                        self._note_sql(text, "expression")

    def _note_sql(self, node: ast.expr, kind: str) -> None:
        # Slow to load, and many programs have no SQL.
        from spark_sql import uses_in, uses_in_expression

        text, origin = self.constant(node), self.origin(node) or node
        if text is None:
            self.note(Why("dynamic-sql"), node)
            return
        uses = uses_in if kind == "statements" else uses_in_expression
        if id(origin) not in self.here:
            # A text of another cell or module is placed where it is used.
            line, column, _ = self.place(node)
            found = (one._replace(line=line, column=column) for one in uses(text, 1, 1))
            self.found.extend(found)
            return
        start = self.lines[origin.lineno - 1].encode()[origin.col_offset :]
        opening = 3 if start.startswith(QUOTES) else 1
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
        else:
            self.note_name_read(node)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.note_all(told_by_text(node.value), node)

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


def _of_context(name: str, owner: str) -> str:
    """A method of an RDD or of a context, by what it needs."""
    if owner == "rdd" or name in BEGIN_RDD:
        return "method:rdd"
    return "method:" + (name if name in OF_CONTEXT else "sparkContext")
