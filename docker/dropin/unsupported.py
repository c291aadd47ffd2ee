"""Tells what an engine lacks from what is wrong with a program or its data."""

import contextlib
import operator
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, TracebackType

from pyspark_names import API

LIBRARIES = ("pyspark", "sqlframe", "duckdb", "pysail")
# Modules that stand for PySpark
SPARK_APIS = ("pyspark", "sqlframe", "duckdb.experimental.spark")
NAME_NOT_FOUND = re.compile(r"cannot import name '(\w+)'")
OTHER_ARGUMENTS = re.compile(r"([\w.]+)\(\) (?:takes|got an unexpected keyword argument)")

# Neither has anything to work with where there is no JVM, so that any error of them says so
JVM_CALLS = ("registerJavaFunction", "registerJavaUDAF")
JVM_STATEMENT = re.compile(
    r"\s*(ADD\s+(?:JAR|FILE|ARCHIVE)S?|CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP(?:ORARY)?\s+)?FUNCTION)\b",
    re.IGNORECASE,
)

# Of sources and sinks, in lower case; another name is the program's mistake
FORMATS_OF_SPARK = (
    *("avro", "binaryfile", "delta", "hive", "iceberg", "image", "jdbc", "kafka", "libsvm"),
    *("memory", "noop", "orc", "protobuf", "rate", "socket", "statestore", "text", "xml"),
)

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
    raised = frames(error.__traceback__)
    own = [index for index, frame in enumerate(raised) if is_of(program, frame)]
    inside = raised[own[-1] + 1 :] if own else raised
    lacking = lacking_jvm(inside) or what_lacks(error, lacks)
    if lacking is None:
        return None
    call = next((name_of(frame) for frame in inside if is_public(frame)), None) if own else None
    return ": ".join([*([call] if call else []), lacking])


def lacking_jvm(inside: list[TracebackType]) -> str | None:
    for frame in filter(is_public, inside):
        name = name_of(frame).rpartition(".")[2]
        if name in JVM_CALLS:
            return "there is no JVM"
        if name == "sql" and (asked := JVM_STATEMENT.match(str(argument(frame, "sqlQuery")))):
            return f"{' '.join(asked[1].upper().split())}: there is no JVM"
    return None


def what_lacks(error: Exception, lacks: Lacks) -> str | None:
    if isinstance(error, ImportError):
        module = error.name or ""
        found = NAME_NOT_FOUND.search(str(error))
        name = found[1] if found else module
        return name if module.startswith(SPARK_APIS) and is_of_spark(name) else None
    if isinstance(error, AttributeError) and in_library(module_named(error.obj)):
        if not is_of_spark(error.name or ""):
            return None
        # Spark's client tells a column that there is not from what only a JVM has
        if getattr(error, "getCondition", str)() == "ATTRIBUTE_NOT_SUPPORTED":
            return None
        owner = error.obj if isinstance(error.obj, (type, ModuleType)) else type(error.obj)
        return f"{owner.__name__.rpartition('.')[2]}.{error.name}"
    if isinstance(error, NotImplementedError) and in_library(module_of(last_frame(error))):
        return lacks(error) or first_line(error) or "not implemented"
    # Wrong arguments are refused before a call has begun
    is_engines = isinstance(error, TypeError) or is_of_engine(last_frame(error))
    return lacks(error) if is_engines else None


def is_of_spark(name: str) -> bool:
    """Whether PySpark has anything of this name: else a program has mistyped it."""
    last = name.rpartition(".")[2]
    return any(last in names for names in API.values())


def takes_other_arguments(error: TypeError, package: str) -> bool:
    """Whether an engine's package refused arguments, not a function of the program."""
    called = OTHER_ARGUMENTS.match(str(error))
    if not called:
        return False
    holder = last_frame(error).tb_frame.f_globals.get(called[1].partition(".")[0])
    if holder is not None and not in_library(module_named(holder)):
        return False
    find = operator.attrgetter(called[1])
    for name, module in list(sys.modules.items()):
        with contextlib.suppress(AttributeError):
            if name.startswith(package) and find(module):
                return True
    return False


def frames(traceback: TracebackType | None) -> list[TracebackType]:
    found = []
    while traceback:
        found.append(traceback)
        traceback = traceback.tb_next
    return found


def last_frame(error: Exception) -> TracebackType:
    return frames(error.__traceback__)[-1]


def argument(frame: TracebackType, name: str) -> object:
    """What a call was given; None where it has no such argument."""
    return frame.tb_frame.f_locals.get(name)


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


def is_of_engine(frame: TracebackType) -> bool:
    return module_of(frame).partition(".")[0] in (*LIBRARIES, "sqlglot")


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
