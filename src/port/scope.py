"""Which names of a program hold a session, a DataFrame, a column and so on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from spark_api import (
    FRAME_ONLY,
    FUNCTIONS,
    PLAIN_OF_FRAME,
    RESULTS,
    SESSIONS,
    SURELY_FRAME,
    WINDOWS,
    kind_of_annotation,
)


class Scope(ast.NodeVisitor):
    """
    Follows a program from top to bottom. A name's kind is what was last assigned to it above;
    a parameter's comes from its annotation, its name, or a method that only a DataFrame has. Kinds:
    `session`, `builder`, `conf`, `reader`, `writer`, `frame`, `grouped`, `column`, `window`, `na`,
    `stat`, `rdd`, and empty for what is not Spark's.
    """

    def __init__(self) -> None:
        self.modules: dict[str, str] = {}
        self.has_star = False
        self.kinds: dict[str, str] = {"spark": "session"}
        self.values: dict[str, ast.expr] = {}
        self.results: dict[str, str] = {}
        self._known: dict[int, str] = {}

    def visit_Import(self, node: ast.Import) -> None:
        for name in node.names:
            root = name.name.split(".")[0]
            self.modules[name.asname or root] = name.name if name.asname else root

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for name in node.names:
            if name.name == "*":
                self.has_star = self.has_star or node.module in FUNCTIONS
            else:
                self.modules[name.asname or name.name] = f"{node.module}.{name.name}"

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer_kinds, outer_values = dict(self.kinds), dict(self.values)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
            named = "session" if argument.arg == "spark" else ""
            used = "frame" if _uses_frame(argument.arg, node) else ""
            self.kinds[argument.arg] = kind_of_annotation(argument.annotation) or named or used
            self.values.pop(argument.arg, None)
        for child in (*node.decorator_list, *node.body):
            self.visit(child)
        returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
        kinds = (kind for kind in map(self.kind, returned) if kind)
        self.results[node.name] = kind_of_annotation(node.returns) or next(kinds, "")
        self.kinds, self.values = outer_kinds, outer_values

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)  # type: ignore[arg-type]

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            self._bind(target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        if node.value is not None:
            self._bind(node.target, node.value)

    def visit_withitem(self, node: ast.withitem) -> None:
        self.generic_visit(node)
        if node.optional_vars is not None:
            self._bind(node.optional_vars, node.context_expr)

    def visit_For(self, node: ast.For) -> None:
        self._bind_each(node.target, node.iter)
        self.generic_visit(node)

    def _visit_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
    ) -> None:
        for loop in node.generators:
            self._bind_each(loop.target, loop.iter)
        self.generic_visit(node)

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _visit_comprehension

    def _bind_each(self, target: ast.expr, source: ast.expr) -> None:
        """What a loop's names hold: what the first item of a list, or of a dictionary, does."""
        node = self.origin(source)
        method = ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method, node = node.func.attr, self.origin(node.func.value)
        if isinstance(node, (ast.List, ast.Tuple)) and node.elts and not method:
            self._bind(target, node.elts[0])
        elif isinstance(node, ast.Dict) and node.values and method == "values":
            self._bind(target, node.values[0])
        elif isinstance(node, ast.Dict) and isinstance(target, ast.Tuple) and method == "items":
            for value in node.values[:1]:
                self._bind(target.elts[-1], value)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.kinds[target.id] = self.kind(value)
            self.values[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
            for one, its in zip(target.elts, value.elts):  # noqa: B905 (Python 3.9)
                self._bind(one, its)

    def path(self, node: ast.expr) -> str:
        """A name as imported: `F.sum` is `pyspark.sql.functions.sum`; empty for what is not."""
        if isinstance(node, ast.Name):
            return self.modules.get(node.id, "")
        if isinstance(node, ast.Attribute):
            root = self.path(node.value)
            return f"{root}.{node.attr}" if root else ""
        return ""

    def function(self, node: ast.expr) -> str:
        """The function of pyspark.sql.functions that an expression names; empty for no such."""
        module, _, name = self.path(node).rpartition(".")
        if module in FUNCTIONS:
            return name
        if not self.has_star or not isinstance(node, ast.Name):
            return ""
        return (
            ""
            if any(node.id in known for known in (self.kinds, self.results, self.modules))
            else node.id
        )

    def owner(self, node: ast.Attribute) -> str:
        """What a method is called on: a DataFrame where only those have such a method."""
        if self.path(node.value) in WINDOWS:
            return "window"
        return self.kind(node.value) or ("frame" if node.attr in SURELY_FRAME else "")

    def kind(self, node: ast.expr | None) -> str:
        """What an expression holds, see above."""
        if node is None:
            return ""
        if isinstance(node, ast.Name):
            return self.kinds.get(node.id, "")
        if id(node) not in self._known:
            self._known[id(node)] = self._find_kind(node)
        return self._known[id(node)]

    def _find_kind(self, node: ast.expr) -> str:
        if isinstance(node, ast.Call):
            return self._kind_of_call(node)
        if isinstance(node, ast.Attribute):
            return self._kind_of_attribute(node)
        if isinstance(node, ast.Subscript):
            return "column" if self.kind(node.value) in ("frame", "column") else ""
        if isinstance(node, ast.IfExp):
            return self.kind(node.body) or self.kind(node.orelse)
        return "column" if any(self.kind(part) == "column" for part in operands(node)) else ""

    def _kind_of_attribute(self, node: ast.Attribute) -> str:
        if self.path(node).rpartition(".builder")[0] in SESSIONS:
            return "builder"
        owner = self.owner(node)
        is_column = (
            owner == "frame" and node.attr not in FRAME_ONLY and node.attr not in PLAIN_OF_FRAME
        )
        return RESULTS.get((owner, node.attr), "column" if is_column else "")

    def _kind_of_call(self, node: ast.Call) -> str:
        function = self.function(node.func)
        if function:
            return "frame" if function == "broadcast" else "column"
        if isinstance(node.func, ast.Name):
            return self.results.get(node.func.id, "")
        if not isinstance(node.func, ast.Attribute):
            return ""
        owner = self.owner(node.func)
        return RESULTS.get((owner, node.func.attr), RESULTS.get((owner, "*"), ""))

    def origin(self, node: ast.expr | None) -> ast.expr | None:
        """The expression that a name holds, through other names; any other expression itself."""
        seen: set[str] = set()
        while isinstance(node, ast.Name) and node.id in self.values and node.id not in seen:
            seen.add(node.id)
            node = self.values[node.id]
        return node

    def constant(self, node: ast.expr | None) -> str | None:
        """A text that is the same whenever the program runs; None for any other."""
        node = self.origin(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.constant(node.left), self.constant(node.right)
            return None if left is None or right is None else left + right
        return None


def operands(node: ast.expr) -> Iterator[ast.expr]:
    """What an operator is applied to; nothing for other expressions."""
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    elif isinstance(node, ast.Compare):
        yield from (node.left, *node.comparators)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand


def _uses_frame(name: str, function: ast.AST) -> bool:
    return any(
        isinstance(one, ast.Attribute)
        and one.attr in FRAME_ONLY
        and isinstance(one.value, ast.Name)
        and one.value.id == name
        for one in ast.walk(function)
    )
