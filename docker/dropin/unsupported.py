"""Tells what an engine lacks from what is wrong with a program or its data."""

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, TracebackType

LIBRARIES = ("pyspark", "sqlframe", "duckdb", "pysail")
NAME_NOT_FOUND = re.compile(r"cannot import name '(\w+)'")

# What an engine's own error says it lacks, in its words; None of any other error
Lacks = Callable[[Exception], str | None]


def unsupported_call(error: Exception, program: Path, lacks: Lacks) -> str | None:
    """The call that the engine lacks, with the engine's words and the line of the program.

    :return: such as `job.py, line 7: DataFrame.localCheckpoint: not implemented`; None where
        something else is wrong
    """
    own = [frame for frame in frames(error.__traceback__) if is_of(program, frame)]
    call = lacking_call(error, program, lacks)
    if not own or call is None:
        return None
    place = f"{Path(own[-1].tb_frame.f_code.co_filename).name}, line {own[-1].tb_lineno}"
    return f"{place}: {call}"


def lacking_call(error: Exception, program: Path, lacks: Lacks) -> str | None:
    """The same without the place; without the call where the program's own code did not raise."""
    lacking = what_lacks(error, lacks)
    if lacking is None:
        return None
    raised = frames(error.__traceback__)
    own = [index for index, frame in enumerate(raised) if is_of(program, frame)]
    inside = raised[own[-1] + 1 :] if own else []
    call = next((name_of(frame) for frame in inside if is_public(frame)), None)
    return ": ".join([*([call] if call else []), lacking])


def what_lacks(error: Exception, lacks: Lacks) -> str | None:
    if isinstance(error, ImportError):
        found = NAME_NOT_FOUND.search(str(error))
        is_of_spark = (error.name or "").startswith(("pyspark", "sqlframe"))
        return (found[1] if found else error.name) if is_of_spark else None
    if isinstance(error, AttributeError) and in_library(module_named(error.obj)):
        owner = error.obj if isinstance(error.obj, (type, ModuleType)) else type(error.obj)
        return f"{owner.__name__.rpartition('.')[2]}.{error.name}"
    if isinstance(error, NotImplementedError) and in_library(module_of(last_frame(error))):
        return first_line(error) or "not implemented"
    return lacks(error)


def frames(traceback: TracebackType | None) -> list[TracebackType]:
    found = []
    while traceback:
        found.append(traceback)
        traceback = traceback.tb_next
    return found


def last_frame(error: Exception) -> TracebackType:
    return frames(error.__traceback__)[-1]


def is_of(program: Path, frame: TracebackType) -> bool:
    """Whether it is of the program, or of a module beside it."""
    return Path(frame.tb_frame.f_code.co_filename).resolve().parent == program.resolve().parent


def is_public(frame: TracebackType) -> bool:
    name = name_of(frame)
    return (
        in_library(module_of(frame))
        and "<" not in name
        and not name.rpartition(".")[2].startswith("_")
    )


def name_of(frame: TracebackType) -> str:
    return frame.tb_frame.f_code.co_qualname


def module_named(holder: object) -> str:
    """The module that an object's class, a class or a module itself is of."""
    if isinstance(holder, ModuleType):
        return holder.__name__
    return (holder if isinstance(holder, type) else type(holder)).__module__


def module_of(frame: TracebackType) -> str:
    return str(frame.tb_frame.f_globals.get("__name__", ""))


def in_library(module: str) -> bool:
    return module.partition(".")[0] in LIBRARIES


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
