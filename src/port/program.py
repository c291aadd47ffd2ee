"""What a PySpark program does with Spark, by Python's own syntax tree. Nothing of it is run."""

from __future__ import annotations

import ast

from calls import (
    SESSION_ZONE,
    argument,
    ignores_nulls,
    join_of,
    joined_with_itself,
    noted_arguments,
    orders,
    registered_type,
    settings_of,
    split_limit,
    told_by_text,
    window_of,
)
from columns import CASTS, columns_of
from file_calls import NOTED_OPTIONS, file_uses, of_table, options_named
from frame_forms import FILLING, forms_of_frame, joined_by_name, rows_given
from kinds import operands
from literal_forms import forms_by_text
from schemas import named_type
from spark_api import BEGIN_RDD, BEYOND_FRAMES, CONTEXTS
from spark_names import ALIASES, BINARY, COMPARED
from sql_notes import SqlNotes
from typed_forms import forms_by_type, operator_by_type
from uses import OF_PYSPARK, Why

SORTS = ("orderBy", "sort", "sortWithinPartitions")
# Methods that take conditions, or expressions, of SQL.
CONDITIONS = ("filter", "where", "selectExpr")
DEDUPLICATIONS = ("dropDuplicates", "drop_duplicates")
AGGREGATES = ("sum", "avg", "mean", "min", "max", "count")
# Methods of a session that only make a DataFrame or end it.
HARMLESS = ("stop", "table", "createDataFrame", "getOrCreate", "sql", "newSession")
# Methods that make a view or a table, by what stands before its name, and whether it stays.
VIEWS = {
    "saveAsTable": ("", True),
    **dict.fromkeys(
        ("createTempView", "createOrReplaceTempView", "registerTempTable"), ("", False)
    ),
    **dict.fromkeys(
        ("createGlobalTempView", "createOrReplaceGlobalTempView"), ("global_temp.", False)
    ),
}
# Methods that take a table, or a database, by its name.
BY_NAME = {
    *(
        ("reader", "table"),
        ("streamreader", "table"),
        ("session", "table"),
        ("writer", "insertInto"),
    ),
    *(
        ("catalog", name)
        for name in ("getTable", "listColumns", "refreshTable", "setCurrentDatabase")
    ),
}
# Methods of a catalog that an entry is about.
OF_CATALOG = ("tableExists", "listTables", "currentDatabase")
# What has methods that are named alone, where they may be lacking.
BY_NAME_ALONE = ("builder", "catalog", "conf", "schema", "sparkconf", "window")
EMPTY = "pyspark.sql.types.StructType"
# Methods of a context that share a value with Python functions, or bring a jar.
OF_CONTEXT = ("accumulator", "broadcast", "addJar")
NOTED_ATTRIBUTES = {*BEYOND_FRAMES, ("frame", "dtypes")}


class Program(SqlNotes):
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
        elif self.path(node.func) == EMPTY and not (node.args or node.keywords):
            self.note("clause:empty-schema", node)
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
        if name == "split":
            self.note_all(split_limit(node), node)
        if name in ("first", "last"):
            self.note_all(ignores_nulls(node), node)
        self.note_all(forms_by_type(self, node, name), node)
        self.note_all(forms_by_text(name, lambda place: self._text_at(node, place)), node)
        if name == "count" and node.args and self.constant(node.args[0]) == "*":
            self.note("function:count.star", node)
        if name == "expr" and node.args:
            self.note_sql(node.args[0], "expression")
        for one in node.args:
            if isinstance(one, ast.Lambda):
                self.kinds.update({argument.arg: "column" for argument in one.args.args})

    def _text_at(self, node: ast.Call, place: int) -> str | None:
        return self.constant(node.args[place]) if len(node.args) > place else None

    def _note_method(self, node: ast.Call, name: str, owner: str) -> None:
        first = node.args[0] if node.args else None
        if name in VIEWS:
            self.note_view(node, *VIEWS[name])
        if (owner, name) in BY_NAME:
            self.note_table(node)
        if owner == "conf" and self.constant(argument(node, "key", 0)) != SESSION_ZONE:
            self.note("method:conf." + name, node)
        elif (owner, name) == ("conf", "set"):
            self.note("method:conf.set.zone", node)
        self.note_all(columns_of(self, node, owner, name, self.frame_aliases), node)
        if owner in ("reader", "writer", "streamreader", "streamwriter"):
            self._note_file(node, name, "read" if owner.endswith("reader") else "write")
        elif (owner, name) == ("session", "createDataFrame"):
            self.note_all(rows_given(self, node), node)
        elif owner == "session" and name == "sql" and first is not None:
            if len(node.args) + len(node.keywords) > 1:
                self.note("method:sql.args", node)
            self.note_sql(first, "statements")
        elif (owner, name) in _SETTING:
            self.note_all(settings_of(self, node), node)
        elif owner == "column" and name in (*CASTS, "try_cast") and first is not None:
            self.note("cast:" + named_type(self, first), node)
        elif owner == "column" and name == "rlike":
            self.note("method:rlike", node)
            self.note_all(forms_by_text(name, lambda _: self._text_at(node, 0)), node)
        elif owner == "column" and name == "over":
            self.note(window_of(self, node), node)
        elif owner == "frame" and name == "join":
            self.note(join_of(self, node), node)
            self.note_all(joined_by_name(self, node), node)
            self.note_all(joined_with_itself(self, node), node)
        elif owner == "grouped" and name in AGGREGATES:
            self.note("function:" + ALIASES.get(name, name), node)
            self.note_all(forms_by_type(self, node, name), node)
        elif owner in ("frame", "window") and name in SORTS:
            self.note_all(orders(self, node, owner), node)
        elif owner == "udf" or (owner, name) == ("builder", "enableHiveSupport"):
            self.note("method:" + ("udf." if owner == "udf" else "") + name, node)
            if (owner, name) == ("udf", "register"):
                self.note_all(registered_type(self, node), node)
                self.note_function_made(node)
        elif owner == "na":
            self._note_step(node, {"fill": "fillna", "drop": "dropna"}.get(name, name))
        elif owner in ("rdd", "context"):
            self.note(_of_context(name, owner), node)
        elif owner == "catalog" and name in OF_CATALOG:
            self.note("method:" + name, node)
        elif owner and owner not in BY_NAME_ALONE and (owner, name) not in _MADE:
            self._note_step(node, name)
            self.note_all(noted_arguments(node, name), node)
            if owner == "frame" and name in CONDITIONS:
                self.note_conditions(node)

    def _note_step(self, node: ast.Call, name: str) -> None:
        """A method that makes another DataFrame, or a column, of one."""
        is_distinct = name in DEDUPLICATIONS and not (node.args or node.keywords)
        self.note("method:" + ("distinct" if is_distinct else name), node)
        self.note_all(forms_of_frame(self, node, name), node)
        if name in FILLING and self.goes_on(node):
            self.note(f"method:{name}.then", node)

    def _note_file(self, node: ast.Call, name: str, verb: str) -> None:
        uses = file_uses(self, node, verb, name)
        if name == "saveAsTable" or self.ends_in(node, "saveAsTable"):
            uses = map(of_table, uses)
        self.note_all(uses, node)
        for option in options_named(self, node, verb, name):
            self.note_call(OF_PYSPARK, node, option)
            if option in NOTED_OPTIONS:
                self.note("option:" + option, node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if (self.owner(node), node.attr) in NOTED_ATTRIBUTES:
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
            self.note_all(operator_by_type(self, node), node)
        self.generic_visit(node)


_MADE = {("session", name) for name in HARMLESS}
_SETTING = {("conf", "set"), ("sparkconf", "set"), ("builder", "config")}


def _of_context(name: str, owner: str) -> str:
    """A method of an RDD or of a context, by what it needs."""
    if owner == "rdd" or name in BEGIN_RDD:
        return "method:rdd"
    return "method:" + (name if name in OF_CONTEXT else "context")
