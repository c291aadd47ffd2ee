"""What expressions of a program hold: a session, a DataFrame, a column and so on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import islice, product

from imported import MODULE, Imports, Project
from spark_api import (
    ANNOTATIONS,
    FRAME_ONLY,
    FUNCTIONS,
    HOLDERS,
    MADE,
    NAMED,
    PLAIN_OF_FRAME,
    RESULTS,
    SESSIONS,
    SURELY_FRAME,
    WINDOWS,
)

# What begins a key of `kinds` that is an attribute of an object of the program.
OF_SELF = "self."
# Texts of one loop, or of several within each other, that are read.
MOST_TURNS = 100


class Kinds(Imports):
    """
    What is known of a program's names at one place of it, by `df` and `self.df`. Kinds: those of
    `HOLDERS`, such as `session` and `frame`, and empty for what is not Spark's.
    """

    def __init__(self, file: str, project: Project) -> None:
        super().__init__(file, project)
        self.kinds: dict[str, str] = dict(NAMED)
        self.values: dict[str, ast.expr] = {}
        # Texts that the name of a loop holds in turn.
        self.turns: dict[str, list[str]] = {}
        # What names within assigned values held by then: in `df = df.filter(…)`, the older `df`.
        self.before: dict[int, ast.expr | None] = {}
        self.functions: set[str] = set()
        self._known: dict[int, str] = {}

    def called(self, function: ast.expr) -> str:
        """A function, or a class for its `__init__`, of the project, as `FILE:NAME`."""
        path = self.path(function)
        if path or isinstance(function, ast.Name):
            return path or self.file + MODULE + getattr(function, "id", "")
        own = key_of(function)
        return self.file + MODULE + own[len(OF_SELF) :] if own else ""

    def function(self, node: ast.expr) -> str:
        """The function of pyspark.sql.functions that an expression names; empty for no such."""
        module, _, name = self.path(node).rpartition(".")
        if module in FUNCTIONS:
            return name
        if not self.has_star or not isinstance(node, ast.Name):
            return ""
        known = (self.kinds, self.functions, self.modules)
        return "" if any(node.id in names for names in known) else node.id

    def call(self, node: ast.AST) -> str:
        """What is called of Spark's API: `DataFrame.agg`, `functions.sum`; empty for all else."""
        called = node.func if isinstance(node, ast.Call) else node
        if not isinstance(called, (ast.Attribute, ast.Name)):
            return ""
        if function := self.function(called):
            return f"functions.{function}"
        if made := self.made(called):
            return f"pyspark.{made}"
        if isinstance(called, ast.Name):
            return ""
        if holder := HOLDERS.get(self.owner(called)):
            return f"{holder}.{called.attr}"
        path = self.path(called)
        return path if path.startswith("pyspark.") else ""

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
            return self._kind_elsewhere(node) or self.kinds.get(node.id, "")
        if id(node) not in self._known:
            self._known[id(node)] = self._find_kind(node)
        return self._known[id(node)]

    def annotated(self, node: ast.expr | None) -> str:
        """What a name is by its annotation: `DataFrame`, `sql.DataFrame | None`, `"DataFrame"`."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            try:
                return self.annotated(ast.parse(node.value, mode="eval").body)
            except (SyntaxError, ValueError):
                return ""
        if isinstance(node, ast.BinOp):
            return self.annotated(node.left) or self.annotated(node.right)
        if isinstance(node, ast.Subscript) and last_name(node.value) in ("Optional", "Union"):
            kinds = map(self.annotated, getattr(node.slice, "elts", [node.slice]))
            return next(filter(None, kinds), "")
        path = self.path(node) if node else ""
        root = path.partition(".")[0]
        is_other = root not in ("", "pyspark") or path.startswith("pyspark.pandas")
        return "" if is_other else ANNOTATIONS.get(last_name(node), "")

    def _kind_elsewhere(self, node: ast.expr) -> str:
        outline, name = self.elsewhere(node)
        return "" if outline is None else outline.kinds.get(name, "")

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
        path = self.path(node)
        if path.rpartition(".builder")[0] in SESSIONS:
            return "builder"
        owner = self.owner(node)
        if not owner and not path and ("", node.attr) not in RESULTS:
            return self.kinds.get(key_of(node), "") or NAMED.get(node.attr, "")
        is_column = (
            owner == "frame" and node.attr not in FRAME_ONLY and node.attr not in PLAIN_OF_FRAME
        )
        known = RESULTS.get((owner, node.attr), "column" if is_column else "")
        return known or self._kind_elsewhere(node)

    def _kind_of_call(self, node: ast.Call) -> str:
        function = self.function(node.func)
        if function:
            return "frame" if function == "broadcast" else "column"
        made = self.made(node.func)
        if made:
            return MADE[made]
        if self.path(node.func) == "pyspark.sql.types.StructType":
            return "schema"
        if isinstance(node.func, ast.Attribute):
            owner = self.owner(node.func)
            known = RESULTS.get((owner, node.func.attr), RESULTS.get((owner, "*"), ""))
            if owner or known:
                return known
        return self.project.results.get(self.called(node.func), "")

    def origin(self, node: ast.expr | None) -> ast.expr | None:
        """The expression that a name holds, through other names; any other expression itself."""
        while node is not None:
            held = self._held(node)
            if held is None:
                break
            node = held
        return node

    def _held(self, node: ast.expr) -> ast.expr | None:
        outline, name = self.elsewhere(node)
        if outline is not None:
            return outline.values.get(name)
        return self.before[id(node)] if id(node) in self.before else self.values.get(key_of(node))

    def constant(self, node: ast.expr | None) -> str | None:
        """A text that is the same whenever the program runs, in a loop the first; else None."""
        texts = self.constants(node)
        return texts[0] if texts else None

    def constants(self, node: ast.expr | None) -> list[str] | None:
        """The same, in a loop all in turn, as far as they are not too many."""
        if node is not None and key_of(node) in self.turns:
            return self.turns[key_of(node)]
        node = self.origin(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [node.value]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _joined([self.constants(node.left), self.constants(node.right)])
        if isinstance(node, ast.JoinedStr):
            return _joined([self._constants_of(part) for part in node.values])
        return None

    def _constants_of(self, part: ast.expr) -> list[str] | None:
        """A part of an f-string; what is formatted in another way than as it is, is not known."""
        if isinstance(part, ast.FormattedValue):
            return self.constants(part.value) if part.format_spec is None else None
        return self.constants(part)


def _joined(parts: list[list[str] | None]) -> list[str] | None:
    """Each text of each part with those of the others."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return ["".join(texts) for texts in islice(product(*known), MOST_TURNS)]


def call_of_path(path: str) -> str:
    """`functions.sum` of `pyspark.sql.functions.sum`, as in `Kinds.call`; others as they are."""
    module, _, name = path.rpartition(".")
    return f"functions.{name}" if module in FUNCTIONS else path


def operands(node: ast.expr) -> Iterator[ast.expr]:
    """What an operator is applied to; nothing for other expressions."""
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    elif isinstance(node, ast.Compare):
        yield from (node.left, *node.comparators)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand


def key_of(node: ast.AST) -> str:
    """What names a variable: `df`, `self.df`; empty for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    is_own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return OF_SELF + node.attr if is_own and node.value.id in ("self", "cls") else ""  # type: ignore[attr-defined]


def last_name(node: ast.expr | None) -> str:
    """`c` of `a.b.c` and of `c`; empty for any other expression."""
    return getattr(node, "attr", getattr(node, "id", ""))
