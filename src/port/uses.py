"""What is found in a program, whatever its language."""

from __future__ import annotations

from typing import NamedTuple, Union


class Use(NamedTuple):
    """An operation that a program uses: its name in the catalogue, and where, from line 1."""

    trigger: str
    line: int
    column: int
    text: str


class Unknown(NamedTuple):
    """What could not be understood, why, and where it stands."""

    why: str
    line: int
    column: int
    text: str


Found = Union[Use, Unknown]  # noqa: UP007 (Python 3.9)

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
