"""Which names of Spark's API an engine has, by its own classes and modules. Nothing is computed."""

import ast
import importlib
import importlib.util
import inspect
import pkgutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import NonCallableMock

# Ways to the JVM, which programs take, though they are private
TO_JVM = ("_j", "_gateway")
# What programs name that is no part of Spark: tools of platforms, and packages that call its JVM
OUTSIDE = ("awsglue", "dbutils", "delta", "graphframes", "mssparkutils", "notebookutils")


def holders(spark: Any) -> dict[str, Callable[[], Any]]:
    """An object of each class, by the name that `src/port/spark_api.py` has for it."""
    from pyspark.sql import SparkSession, functions, types

    frame = spark.range(1)
    return {
        "SparkSession": lambda: spark,
        "Builder": lambda: SparkSession.builder,
        "SparkContext": lambda: spark.sparkContext,
        "SparkConf": lambda: importlib.import_module("pyspark").SparkConf(),
        "RuntimeConfig": lambda: spark.conf,
        "Catalog": lambda: spark.catalog,
        "UDFRegistration": lambda: spark.udf,
        "DataFrameReader": lambda: spark.read,
        "DataFrameWriter": lambda: frame.write,
        "DataStreamReader": lambda: spark.readStream,
        "DataStreamWriter": lambda: spark.readStream.format("rate").load().writeStream,
        "DataFrame": lambda: frame,
        "StructType": lambda: types.StructType([types.StructField("a", types.LongType())]),
        "GroupedData": lambda: frame.groupBy("id"),
        "DataFrameNaFunctions": lambda: frame.na,
        "DataFrameStatFunctions": lambda: frame.stat,
        "Column": lambda: functions.col("id"),
        "Window": lambda: importlib.import_module("pyspark.sql").Window,
        "RDD": lambda: frame.rdd,
        "functions": lambda: functions,
    }


def holders_made(spark: Any) -> dict[str, Any]:
    """The same objects; one that has nothing where an engine makes none."""
    made: dict[str, Any] = {}
    for holder, make in holders(spark).items():
        try:
            made[holder] = make()
        except Exception:
            made[holder] = object()
    return made


def names_of_spark(spark: Any) -> list[str]:
    """All names of PySpark's API: `DataFrame.agg`, `functions.sum`, `pyspark.sql.Window`."""
    made = {holder: make() for holder, make in holders(spark).items()}
    of_holders = {
        f"{holder}.{name}"
        for holder, held in made.items()
        for name in {*dir(held if is_holder(held) else type(held)), *vars(held)}
        if is_api(name) and has(held, name) and is_of_spark(held, name)
    }
    return sorted({*of_holders, *names_of_modules(), "pyspark.__version__"})


def is_holder(held: Any) -> bool:
    """Whether names are had by it, not by its class."""
    return inspect.ismodule(held) or inspect.isclass(held)


def names_that_lack(made: dict[str, Any], names: list[str]) -> list[str]:
    """Those of some names that an engine's own API does not have, or has and never runs."""
    return [name for name in names if not is_there(name, made)]


def is_there(name: str, made: dict[str, Any]) -> bool:
    module, _, last = name.rpartition(".")
    if module in made:
        return has(made[module], last)
    if is_module(name):
        return True
    try:
        held = getattr(importlib.import_module(module), last)
    except (ImportError, AttributeError, ValueError):
        return False
    return not (inspect.isclass(held) and only_raises(held.__init__))


def is_module(name: str) -> bool:
    """Whether there is such a module, or a package that can be imported: modules may run."""
    try:
        found = importlib.util.find_spec(name)
        if name not in sys.modules and found and found.submodule_search_locations:
            importlib.import_module(name)
    except Exception:
        return name in sys.modules
    return name in sys.modules or found is not None


def names_of_modules() -> Iterator[str]:
    """Modules, and what those have that PySpark's session loads."""
    for root in ("pyspark", "pyspark.sql"):
        package = importlib.import_module(root)
        yield from exported(root)
        for found in pkgutil.iter_modules(package.__path__):
            name = f"{root}.{found.name}"
            if is_api(found.name):
                yield name
                yield from exported(name)


def exported(name: str) -> Iterator[str]:
    """What a module has for programs, but for functions of columns, which a holder has."""
    module = sys.modules.get(name)
    if module is not None and name != "pyspark.sql.functions":
        yield from (f"{name}.{own}" for own in getattr(module, "__all__", []) if is_api(own))


def is_api(name: str) -> bool:
    return not name.startswith("_") or name.startswith(TO_JVM)


def is_of_spark(held: Any, name: str) -> bool:
    """A module also has what it imports."""
    if not inspect.ismodule(held):
        return True
    value = getattr(held, name)
    return inspect.isfunction(value) and value.__module__.startswith("pyspark.sql.")


def has(held: Any, name: str) -> bool:
    """Found without asking the object: it may take any name for a column's, or for an option."""
    try:
        return not only_raises(inspect.getattr_static(held, name))
    except AttributeError:
        # SQLFrame has a mock for what only sets something
        return getattr(held, name, None) is held or isinstance(held, NonCallableMock)


def only_raises(value: Any) -> bool:
    """Whether all that a method or a property does is to raise an error."""
    method = getattr(value, "fget", None) or getattr(value, "__func__", value)
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(method))))
    except (OSError, TypeError, SyntaxError, ValueError):
        return False
    function = tree.body[0]
    if not isinstance(function, ast.FunctionDef):
        return False
    lines = [line for line in function.body if not is_text(line)]
    return lines != [] and all(isinstance(line, ast.Raise) for line in lines)


def is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
