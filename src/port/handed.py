"""What a program does only where no session is handed to it, as a launcher or a notebook does."""

from __future__ import annotations

import ast
from collections.abc import Iterator

GIVES_SESSION = ("getActiveSession", "active")


def only_without(tree: ast.Module) -> set[int]:
    """
    Nodes, by their ids, that come after `if running := SparkSession.getActiveSession(): return …`,
    and functions of the module that are called from such nodes alone.
    """
    without = {id(node) for function in _functions(tree) for node in _after_return(function)}
    while True:
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        reached = {_name(node) for node in calls if id(node) not in without}
        skipped = {_name(node) for node in calls if id(node) in without} - reached
        more = {
            id(node)
            for function in _functions(tree)
            if function.name in skipped
            for node in ast.walk(function)
        }
        if more <= without:
            return without
        without |= more


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _after_return(function: ast.FunctionDef) -> Iterator[ast.AST]:
    held: set[str] = set()
    is_after = False
    for statement in function.body:
        if is_after:
            yield from ast.walk(statement)
        elif isinstance(statement, ast.Assign) and _asks_for_session(statement.value):
            held |= {name.id for name in statement.targets if isinstance(name, ast.Name)}
        elif isinstance(statement, ast.If) and isinstance(statement.body[-1], ast.Return):
            is_after = _is_there(statement.test, held)


def _is_there(test: ast.expr, held: set[str]) -> bool:
    """Whether a test is of a session that is there, `is not None` said or not."""
    if isinstance(test, ast.Compare):
        return isinstance(test.ops[0], ast.IsNot) and _is_there(test.left, held)
    if isinstance(test, ast.NamedExpr):
        return _is_there(test.value, held)
    return _asks_for_session(test) or (isinstance(test, ast.Name) and test.id in held)


def _asks_for_session(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _name(node) in GIVES_SESSION


def _name(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))
