"""Notebooks as programs: Jupyter's and Databricks'. Magic is taken out, cells of SQL stay SQL."""

from __future__ import annotations

import json
from typing import NamedTuple

from uses import Unknown

DATABRICKS = "# Databricks notebook source"
SQL = ("%sql", "%%sql")
# Cells whose code is not read, and why those that may use Spark are named.
OTHERS = ("%md", "%sh", "%fs", "%%bash", "%%sh", "%%html", "%%javascript")
UNREAD = {
    **dict.fromkeys(("%scala", "%r", "%%scala", "%%R"), "other-language"),
    "%run": "notebook-unread",
}
_CELL, _MAGIC = "# COMMAND ----------", "# MAGIC "


class Cell(NamedTuple):
    """Code of one language, its first line in the file, and which cell of a notebook it is."""

    code: str
    first_line: int
    is_sql: bool
    name: str
    unread: tuple[Unknown, ...] = ()


def cells_of(path: str, text: str) -> list[Cell]:
    """
    A file's code: one cell, unless it is a notebook.

    :raises ValueError: if a notebook of Jupyter is none
    """
    if path.endswith(".ipynb"):
        return _jupyter(text)
    if path.endswith(".sql"):
        return [Cell(text, 1, True, "")]
    return _databricks(text) if text.startswith(DATABRICKS) else [Cell(text, 1, False, "")]


def _jupyter(text: str) -> list[Cell]:
    notebook = json.loads(text)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("it has no list of cells")
    cells = []
    for number, cell in enumerate(notebook["cells"], 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", "")
        lines = ("".join(source) if isinstance(source, list) else str(source)).splitlines()
        cells.append(_without_magic(lines, 1, f"cell {number}"))
    return cells


def _databricks(text: str) -> list[Cell]:
    cells, lines, first = [], [], 1
    for number, line in enumerate([*text.splitlines(), _CELL], 1):
        if not line.startswith(_CELL):
            lines.append(line[len(_MAGIC) :] if line.startswith(_MAGIC) else line)
            continue
        cells.append(_without_magic(lines, first, ""))
        lines, first = [], number + 1
    return cells


def _without_magic(lines: list[str], first_line: int, name: str) -> Cell:
    """A cell in the language that its first word of magic says; other magic is emptied."""
    code = (line.split()[0] for line in lines if line.strip() and not line.startswith("#"))
    magic = next(code, "")
    is_whole = UNREAD.get(magic) == "other-language"
    unread = [
        Unknown(UNREAD[word], number, 1, line.strip())
        for number, line in enumerate(lines, 1)
        if (word := line.strip().partition(" ")[0]) in UNREAD
    ]
    kept = [] if magic in OTHERS or is_whole else [_code(line, magic in SQL) for line in lines]
    return Cell("\n".join(kept), first_line, magic in SQL, name, tuple(unread))


def _code(line: str, is_sql: bool) -> str:
    if is_sql and line.lstrip("%").startswith("sql"):
        return line.lstrip("%")[len("sql") :]
    return "" if line.lstrip().startswith(("%", "!")) else line
