"""Tables and views that Spark SQL names."""

from __future__ import annotations

from sqlglot import exp
from uses import Found, Table, Use, View

DATABASES = ("DATABASE", "SCHEMA")
# Formats that a query can name with a path: parquet.`/data`.
DIRECT = ("parquet", "csv", "json", "orc", "text", "delta", "avro", "binaryfile")


def name_of(table: exp.Expr | None) -> str:
    """`sales.orders`; empty of a function that stands for a table."""
    if not isinstance(table, exp.Table) or not isinstance(table.this, exp.Identifier):
        return ""
    return ".".join(part.name for part in table.parts).lower()


def is_path(node: exp.Table) -> bool:
    """Whether it names a file: parquet.`/data/x`."""
    return node.db.lower() in DIRECT and "/" in node.name


def table_of(node: exp.Table, line: int, column: int, text: str) -> Found:
    if is_path(node):
        return Use("read:" + node.db.lower(), line, column, text)
    return Table(name_of(node), line, column, text)


def view_of(node: exp.Expr, line: int, column: int, text: str) -> View | None:
    """The view, table or database that a statement makes, if it does."""
    kind = str(node.args.get("kind")).upper()
    table = node.find(exp.Table)
    if kind in DATABASES and table is not None:
        name = ".".join(part.name for part in table.parts).lower()
    else:
        name = name_of(table) if kind in ("TABLE", "VIEW") or isinstance(node, exp.Cache) else ""
    stays = kind == "TABLE" or (kind == "VIEW" and node.find(exp.TemporaryProperty) is None)
    return View(name, line, column, text, stays) if name else None


def is_only_if_there(table: exp.Expr) -> bool:
    """Whether a table is named to be dropped, if it exists."""
    return isinstance(table.parent, exp.Drop) and bool(table.parent.args.get("exists"))
