"""Tells what an engine lacks from what is wrong with a program or its data."""

import re
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

LIBRARIES = ("pyspark", "sqlframe", "duckdb", "pysail")
NAME_NOT_FOUND = re.compile(r"cannot import name '(\w+)'")


def unsupported_call(
    error: Exception, program: Path, is_unsupported: Callable[[Exception], bool]
) -> str | None:
    """The call that the engine lacks, with the engine's words and the line of the program.

    :param is_unsupported: whether an error of the engine's own kind says so
    :return: such as `DataFrame.observe: not implemented (job.py, line 7)`; None of any other error
    """
    raised = frames(error.__traceback__)
    own = [index for index, frame in enumerate(raised) if is_beside(frame, program)]
    if not own:
        return None
    called = next((name_of(frame) for frame in raised[own[-1] + 1 :] if is_public(frame)), None)
    if (lacking := what_lacks(error, is_unsupported)) is None:
        return None
    name = called if called and lacking != called else None
    line = raised[own[-1]]
    place = f"{Path(line.tb_frame.f_code.co_filename).name}, line {line.tb_lineno}"
    return f"{f'{name}: ' if name else ''}{lacking} ({place})"


def what_lacks(error: Exception, is_unsupported: Callable[[Exception], bool]) -> str | None:
    if isinstance(error, ImportError):
        if (error.name or "").split(".")[0] not in LIBRARIES:
            return None
        found = NAME_NOT_FOUND.search(str(error))
        return found[1] if found else error.name
    if isinstance(error, AttributeError) and in_library(type(error.obj).__module__):
        return f"{type(error.obj).__name__}.{error.name}"
    if isinstance(error, NotImplementedError) and raised_by_library(error):
        return first_line(error) or "not implemented"
    return first_line(error) if is_unsupported(error) else None


def frames(traceback: TracebackType | None) -> list[TracebackType]:
    found = []
    while traceback:
        found.append(traceback)
        traceback = traceback.tb_next
    return found


def is_beside(frame: TracebackType, program: Path) -> bool:
    """Whether it is of the program, or of a module of its folder."""
    return Path(frame.tb_frame.f_code.co_filename).resolve().parent == program.resolve().parent


def is_public(frame: TracebackType) -> bool:
    name = frame.tb_frame.f_code.co_qualname
    module = frame.tb_frame.f_globals.get("__name__", "")
    return in_library(module) and "<" not in name and not name.split(".")[-1].startswith("_")


def name_of(frame: TracebackType) -> str:
    return frame.tb_frame.f_code.co_qualname


def raised_by_library(error: Exception) -> bool:
    *_, last = frames(error.__traceback__)
    return in_library(last.tb_frame.f_globals.get("__name__", ""))


def in_library(module: str) -> bool:
    return module.split(".")[0] in LIBRARIES


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
