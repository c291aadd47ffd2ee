"""Tables and views that Spark SQL names."""

from __future__ import annotations

from sqlglot import exp
from uses import Found, Table, Use

# Formats that a query can name with a path: parquet.`/data`.
DIRECT = ("parquet", "csv", "json", "orc", "text", "delta", "avro", "binaryfile")


def name_of(table: exp.Expr | None) -> str:
    """`sales.orders`; empty of a function that stands for a table."""
    if not isinstance(table, exp.Table) or not isinstance(table.this, exp.Identifier):
        return ""
    return ".".join(part.name for part in table.parts).lower()


def table_of(node: exp.Table, line: int, column: int, text: str) -> Found:
    if node.db.lower() in DIRECT and "/" in node.name:
        return Use("read:" + node.db.lower(), line, column, text)
    return Table(name_of(node), line, column, text)


def view_of(node: exp.Expr) -> str:
    """The view or table that a statement makes, if it does."""
    is_made = str(node.args.get("kind")).upper() in ("TABLE", "VIEW") or isinstance(node, exp.Cache)
    return name_of(node.find(exp.Table)) if is_made else ""
