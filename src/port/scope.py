"""Follows a program, so that it is known what its names hold."""

from __future__ import annotations

import ast
from typing import TypeVar

from column_types import note_columns
from imported import MODULE, Project
from kinds import MOST_TURNS, OF_SELF, Kinds, key_of, last_name
from spark_api import FRAME_ONLY, NAMED

T = TypeVar("T")


class Scope(Kinds):
    """
    Follows a program from top to bottom. A name's kind is what was last assigned to it above;
    a parameter's comes from its annotation, its name, what it is given, or a method that only a
    DataFrame has. Attributes of `self` are shared by all methods.
    """

    def __init__(self, file: str, project: Project) -> None:
        super().__init__(file, project)
        self._class = ""
        # Names of `alias` of DataFrames, whose columns are `name.*`
        self.frame_aliases: set[str | None] = set()

    def begin_from(self, outline: Scope) -> None:
        """Takes over what is the same wherever in the module it stands."""
        self.functions |= outline.functions
        self.frame_aliases |= outline.frame_aliases
        self.kinds.update(_attributes(outline.kinds))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.functions.add(node.name)
        for statement in node.body:
            self.visit(statement)
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                name, kind = statement.target.id, self.annotated(statement.annotation)
                self.kinds[OF_SELF + name] = kind or self.kinds.get(name, "")
        self._class = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer_kinds, outer_values, inside = dict(self.kinds), dict(self.values), self._class
        outer_turns = dict(self.turns)
        self.functions.add(node.name)
        self._class = ""
        self._bind_arguments(node, inside)
        for child in (*node.decorator_list, *node.body):
            self.visit(child)
        returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
        kinds = (kind for kind in map(self.kind, returned) if kind)
        result = self.annotated(node.returns) or next(kinds, "")
        self.project.results[self.file + MODULE + node.name] = result
        self.kinds, self._class = {**outer_kinds, **_attributes(self.kinds)}, inside
        self.values = {**outer_values, **_attributes(self.values)}
        self.turns = outer_turns
        if any(last_name(one) in ("property", "cached_property") for one in node.decorator_list):
            self.kinds[OF_SELF + node.name] = result

    def _bind_arguments(self, node: ast.FunctionDef, inside: str) -> None:
        name = inside if inside and node.name == "__init__" else node.name
        given = self.project.given.get(self.file + MODULE + name, {})
        positional = [*node.args.posonlyargs, *node.args.args]
        is_static = any(last_name(one) == "staticmethod" for one in node.decorator_list)
        first = 1 if inside and not is_static else 0
        places = {argument.arg: index - first for index, argument in enumerate(positional)}
        for argument in (*positional, *node.args.kwonlyargs):
            its = argument.arg
            self.kinds[its] = (
                self.annotated(argument.annotation)
                or NAMED.get(its, "")
                or given.get(its, "")
                or given.get(places.get(its, -1), "")
                or ("frame" if _uses_frame(its, node) else "")
            )
            self.values.pop(its, None)
            self.turns.pop(its, None)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)  # type: ignore[arg-type]

    def visit_Call(self, node: ast.Call) -> None:
        self._hand_over(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name == "alias" and node.args and self.kind(node) == "frame":
            self.frame_aliases.add(self.constant(node.args[0]))
        note_columns(self, node)
        self.generic_visit(node)

    def _hand_over(self, node: ast.Call) -> None:
        """Remembers what a function of the project is given, for where it is read."""
        given = self.project.given.setdefault(self.called(node.func), {})
        given.update({index: kind for index, kind in enumerate(map(self.kind, node.args)) if kind})
        named = ((one.arg, self.kind(one.value)) for one in node.keywords)
        given.update({name: kind for name, kind in named if name and kind})
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if method == "transform" and node.args and self.kind(node) == "frame":
            self.project.given.setdefault(self.called(node.args[0]), {})[0] = "frame"

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            self._bind(target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        if node.value is not None:
            self._bind(node.target, node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.generic_visit(node)
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
        """What a loop's names hold: texts in turn, and else what the first item of a list does."""
        items = self._items(source)
        if items:
            self._bind(target, items[0])
            self._bind_turns(target, items)

    def _items(self, source: ast.expr) -> list[ast.expr]:
        """Items of a list, or of a dictionary by its method, that is written down."""
        node = self.origin(source)
        method = ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method, node = node.func.attr, self.origin(node.func.value)
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and not method:
            return node.elts
        if not isinstance(node, ast.Dict):
            return []
        pairs = [(key, its) for key, its in zip(node.keys, node.values) if key]  # noqa: B905
        if method == "items":
            return [ast.Tuple(list(pair), ast.Load()) for pair in pairs]
        which = {"": 0, "keys": 0, "values": 1}.get(method)
        return [] if which is None else [pair[which] for pair in pairs]

    def _bind_turns(self, target: ast.expr, items: list[ast.expr]) -> None:
        if isinstance(target, ast.Name):
            found = [self.constants(one) for one in items]
            if len(found) > 1 and None not in found:
                texts = [text for several in found for text in several or ()]
                self.turns[target.id] = texts[:MOST_TURNS]
        elif isinstance(target, (ast.Tuple, ast.List)):
            columns = zip(*(getattr(item, "elts", ()) for item in items))  # noqa: B905
            for one, held in zip(target.elts, columns):  # noqa: B905 (Python 3.9)
                self._bind_turns(one, list(held))

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        key, kind = key_of(target), self.kind(value)
        for name in filter(key_of, ast.walk(value)):
            self.before.setdefault(id(name), self.values.get(key_of(name)))
        # None in `__init__` takes nothing from what another method assigns.
        if key and (kind or not key.startswith(OF_SELF) or key not in self.kinds):
            self.kinds[key] = kind
        if key:
            self.values[key] = value
            self.turns.pop(key, None)
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
            for one, its in zip(target.elts, value.elts):  # noqa: B905 (Python 3.9)
                self._bind(one, its)


def _attributes(names: dict[str, T]) -> dict[str, T]:
    return {name: held for name, held in names.items() if name.startswith(OF_SELF)}


def _uses_frame(name: str, function: ast.AST) -> bool:
    return any(
        isinstance(one, ast.Attribute)
        and one.attr in FRAME_ONLY
        and isinstance(one.value, ast.Name)
        and one.value.id == name
        for one in ast.walk(function)
    )
