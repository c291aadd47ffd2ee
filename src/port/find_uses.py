"""
Finds what programs use of Spark: PySpark, notebooks and Spark SQL. Nothing of them is run.

stdin: `{"libraries": [folders], "files": [paths]}`. stdout: a list, for each file
`{"uses": [[trigger, line, column, text, cell]], "unknown": [[why, line, column, text, cell]]}` or
`{"error": text, "line": number}`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

QUESTION = json.load(sys.stdin)
sys.path[:0] = QUESTION["libraries"]

from notebook import Cell, cells_of  # noqa: E402
from program import Program  # noqa: E402
from uses import Found, Unknown  # noqa: E402


def read(path: str) -> dict[str, Any]:
    """What one file uses, or why it could not be read."""
    try:
        with open(path, encoding="utf-8") as file:
            cells = cells_of(path, file.read())
    except (OSError, ValueError) as error:
        return {"error": str(error), "line": 1}
    uses: list[list[Any]] = []
    unknown: list[list[Any]] = []
    program = Program()
    for cell in cells:
        try:
            found = sorted(uses_of(cell, program), key=lambda use: (use.line, use.column))
        except SyntaxError as error:
            return {"error": error.msg, "line": (error.lineno or 1) + cell.first_line - 1}
        except (RecursionError, MemoryError, ValueError):
            return {"error": "it is nested too deeply to be read", "line": cell.first_line}
        for one in found:
            line = one.line + (0 if cell.is_sql else cell.first_line - 1)
            place = [one[0], line, one.column, one.text, cell.name]
            (unknown if isinstance(one, Unknown) else uses).append(place)
    return {"uses": uses, "unknown": unknown}


def uses_of(cell: Cell, program: Program) -> Iterable[Found]:
    """What a cell uses."""
    if not cell.is_sql:
        return program.read(cell.code)
    from spark_sql import uses_in

    return uses_in(cell.code, cell.first_line, 1)


print(json.dumps([read(path) for path in QUESTION["files"]]))
