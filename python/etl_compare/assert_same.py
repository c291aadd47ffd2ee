"""One assertion: two tables are the same data, else the test fails with what differs."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from etl_compare.command import find_command
from etl_compare.frames import Side, place

#: A number for all floating-point columns, a time such as "5s" for all timestamps, or by column.
Tolerance = float | str | Mapping[str, float | str]

_SAME, _DIFFERENT, _MISTAKE = 0, 1, 2


def assert_same(
    a: object,
    b: object,
    *,
    key: str | Sequence[str] = (),
    tolerance: Tolerance | None = None,
    rel: float | Mapping[str, float] | None = None,
    columns: Sequence[str] = (),
    ignore: Sequence[str] = (),
    accept: Sequence[str] | Mapping[str, Sequence[str]] = (),
    where: str | None = None,
    rename: Mapping[str, str] | None = None,
    common_columns: bool = False,
    key_trim: bool = False,
    key_ignore_case: bool = False,
    max_changed: int | str | None = None,
    samples: int | None = None,
    values: bool = True,
) -> None:
    """Fails where two tables are not the same rows, in whatever order, with what diff prints.

    Each side is a path, as `etl-compare diff` takes it, or a frame of Polars, pandas, PySpark,
    DuckDB or pyarrow.

    :param key: columns that identify a row; without it rows are matched by what agrees
    :param tolerance: allowed difference: 0.01, "5s", or {"amount": 0.01}
    :param rel: the same, relative to the greater value
    :param columns: compare only these
    :param ignore: columns that may differ
    :param accept: reasons that are accepted, for all columns or by column
    :param where: compare only rows for which this is true, in DuckDB's SQL
    :param rename: columns of `a` that `b` calls otherwise
    :param common_columns: whether columns of one side alone are left out
    :param key_trim: whether white space around the key's texts counts for nothing
    :param key_ignore_case: whether letter case of the key's texts counts for nothing
    :param max_changed: how many rows may differ: 5 or "0.1%"
    :param samples: how many rows of each kind the message shows
    :param values: whether the message shows values of rows
    :raises AssertionError: the tables differ
    :raises ValueError: an argument is wrong
    :raises RuntimeError: the command etl-compare was not found, or failed
    """
    __tracebackhide__ = True
    renamed = {_name("rename", old): _name("rename", new) for old, new in (rename or {}).items()}
    options = [
        *_one("key", _list("key", key.split(",") if isinstance(key, str) else key)),
        *_tolerances("abs", tolerance),
        *_tolerances("rel", rel),
        *_one("columns", _list("columns", columns)),
        *_one("ignore", _list("ignore", ignore)),
        *_one("accept", _accepted(accept)),
        *_one("where", where),
        *_one("map", ",".join(f"{old}={new}" for old, new in renamed.items())),
        *_flag("common-columns", common_columns),
        *_flag("key-trim", key_trim),
        *_flag("key-ignore-case", key_ignore_case),
        *_one("max-changed", max_changed),
        *_one("samples", samples),
        *_flag("no-values", not values),
    ]
    with TemporaryDirectory(prefix="etl-compare-") as folder:
        sides = [
            place(table, Path(folder) / name / "frame.parquet")
            for name, table in {"a": a, "b": b}.items()
        ]
        ended = subprocess.run(
            [*find_command(), "diff", *options, "--", *(side.path for side in sides)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    _judge(ended, sides)


def _judge(ended: subprocess.CompletedProcess[str], sides: Sequence[Side]) -> None:
    __tracebackhide__ = True
    found, notes = ended.stdout.strip(), _without_progress(ended.stderr)
    for side in sides:
        found, notes = (text.replace(side.path, side.label) for text in (found, notes))
    if ended.returncode == _SAME:
        return
    if ended.returncode == _DIFFERENT and found:
        raise AssertionError(found)
    if ended.returncode == _MISTAKE:
        raise ValueError(found or notes)
    raise RuntimeError(f"etl-compare ended with {ended.returncode}: {notes}")


def _one(option: str, value: object) -> list[str]:
    """One argument, so that no value is taken for an option."""
    return [] if value is None or value == "" else [f"--{option}={value}"]


def _flag(option: str, is_set: bool) -> list[str]:
    return [f"--{option}"] if is_set else []


def _list(argument: str, names: Sequence[str]) -> str:
    if isinstance(names, str):
        raise ValueError(f"{argument} must be a list of column names: {argument}=[{names!r}]")
    return ",".join(_name(argument, name) for name in names)


def _name(argument: str, name: str) -> str:
    """The command line separates names by commas, and a name from what is said of it by `=`."""
    if "," in name or "=" in name or name.strip() != name or name == "":
        raise ValueError(
            f"{argument} names {name!r}, but the command line cannot name a column with a comma, "
            "an equals sign or blanks around it. Rename the column on both sides."
        )
    return name


def _tolerances(option: str, given: Tolerance | None) -> list[str]:
    if given is None:
        return []
    if isinstance(given, Mapping):
        return [f"--{option}={_name(option, column)}={value}" for column, value in given.items()]
    return [f"--{option}={given}"]


def _accepted(given: Sequence[str] | Mapping[str, Sequence[str]]) -> str:
    if isinstance(given, Mapping):
        return ",".join(
            f"{_name('accept', column)}={reason}"
            for column, reasons in given.items()
            for reason in reasons
        )
    return _list("accept", given)


def _without_progress(notes: str) -> str:
    lines = [line for line in notes.splitlines() if not line.startswith("… ")]
    return "\n".join(lines).removeprefix("etl-compare: ")
