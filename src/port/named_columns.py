"""What a project says of its columns, by their names alone."""

from __future__ import annotations

TEXT = "text"
# Of a CSV file that is read without types: text in Spark, while others may infer types.
CSV_TEXT = "csv-text"


class NamedColumns:
    """The type of each column that is named, where all that a project says of the name agrees."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._other = ""
        self._found: dict[str, set[str]] = {}
        self._sources: set[str] = set()

    def add(self, name: str, kind: str) -> None:
        """
        A column that is given this name.

        :param kind: its type; empty where it isn't known
        """
        self._found.setdefault(name, set()).add(kind)

    def add_source(self, kind: str) -> None:
        """
        Where columns come from.

        :param kind: the type of all of them, if they have the same; else empty
        """
        self._sources.add(kind)

    def settle(self) -> None:
        """Takes for known what was found since the last time."""
        self._known = {name: _only(kinds) for name, kinds in self._found.items()}
        self._other = _only(self._sources)
        self._found, self._sources = {}, set()

    def type_named(self, name: str) -> str:
        """The type of `amount`, or of `orders.amount`; empty where it isn't known."""
        return self._known.get(name.rpartition(".")[2], self._other)


def _only(kinds: set[str]) -> str:
    return next(iter(kinds)) if len(kinds) == 1 else ""
