"""What is found in a program, whatever its language."""

from __future__ import annotations

from typing import NamedTuple, Union


class Use(NamedTuple):
    """An operation that a program uses: its name in the catalogue, and where, from line 1."""

    trigger: str
    line: int
    column: int
    text: str
    # As Spark's API has it, such as `DataFrame.agg`; empty in SQL, and of operators
    call: str = ""
    # Whether only a program that begins a session of its own comes there
    begins: bool = False
    # Which arguments a call gives: their places, from 0, and their names
    given: tuple[str, ...] = ()


class Unknown(NamedTuple):
    """What could not be understood, why, and where it stands."""

    why: str
    line: int
    column: int
    text: str


class Table(NamedTuple):
    """A table that is there by its name, unless a program makes one of this name, or a view."""

    name: str
    line: int
    column: int
    text: str


class View(NamedTuple):
    """A view or a table that a program makes, by its name; `*` where it is chosen in a run."""

    name: str
    line: int
    column: int
    text: str
    # Whether it stays, in a database that may be the current one
    stays: bool = False


class Function(NamedTuple):
    """A function that a program makes, by its name in SQL."""

    name: str
    line: int
    column: int
    text: str


Found = Union[Use, Unknown, Table, View, Function]  # noqa: UP007 (Python 3.9)

# A table of a catalog, as the catalogue of differences names it.
OF_A_CATALOG = "clause:catalog-table"
# And a name of PySpark that a program imports, or calls where nothing else is said of it.
OF_PYSPARK = "name:pyspark"


def is_made(table: Table, views: set[str], tables: set[str]) -> bool:
    """
    Whether a program makes a table, or a view. A name that is chosen in a run has no database; of
    a table that stays, `orders` may be `shop.orders`.
    """
    name = table.name
    if name in views or ("*" in views and "." not in name):
        return True
    return any(name.endswith("." + made) or made.endswith("." + name) for made in tables)


# Functions of a window that have no frame: an order says only which row is first.
FRAMELESS = {
    "row_number",
    "rank",
    "dense_rank",
    "percent_rank",
    "cume_dist",
    "ntile",
    "lag",
    "lead",
}


class Why(str):
    """Why it is not known before a run what a call does; it stands where a trigger would."""
