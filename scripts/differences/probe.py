"""Runs the probes of one engine and prints what each returned.

Usage: probe.py spark|duckdb|polars|sail|sqlframe|duckdb_spark FOLDER < probes.json > outcomes.json

In FOLDER, each probe has a folder of its own, `ENTRY.spark` and so on. What Spark left there is
seen by the entry's other probes, as `spark`, if all engines are given one FOLDER.

stdin: a list of `{"name", "sql" or "python"}`. stdout: `{"version", "names", "outcomes"}`. Names
are Spark's whole API, or, of a drop-in, what it lacks of that, of its calls' arguments, such as
`DataFrame.show(n)`, or `DataFrame.show(0|n)` by place, and of options of files, such as
`read.csv.multiLine`; empty of others. An outcome, by its
probe's name, is `{"types", "rows"}`, `{"error"}` or, of a drop-in, `{"lacks"}`: types are the
engine's own names, rows are texts, alike for equal values of any engine.
"""

import ast
import datetime as dt
import importlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import mkdtemp
from textwrap import shorten
from typing import Any, NamedTuple

from spark_api import OUTSIDE, holders_made, names_of_spark, names_that_lack
from spark_arguments import arguments_of, arguments_that_lack
from spark_options import options_that_run
from table_formats import left_by_spark, table_formats
from texts import text_of

Table = tuple[list[str], Iterable[Iterable[Any]]]
Run = Callable[[dict[str, str], Path], Table]


class Engine(NamedTuple):
    """What runs a probe in its folder, its version, and names of Spark's API."""

    version: str
    run: Run
    names: list[str]


DOCKER = Path(__file__).parents[2] / "docker"


class Lacking(Exception):
    """What an engine of Spark's API lacks."""


def last_value(code: str, names: dict[str, Any]) -> Any:
    """Runs Python and gives the value of its last line."""
    *before, last = ast.parse(code).body
    if not isinstance(last, ast.Expr):
        raise SyntaxError("the last line of a probe must be an expression")
    exec(compile(ast.Module(before, []), "probe", "exec"), names)
    return eval(compile(ast.Expression(last.value), "probe", "eval"), names)


def of_spark() -> Engine:
    """Spark as its users have it: ANSI, UTC, in its catalog a table of an earlier program.

    One core, the table formats, nothing else.
    """
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": f"{sys.argv[2]}/warehouse",
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **table_formats(),
    }
    builder = SparkSession.builder.master("local[1]").config(map=settings)
    spark = builder.getOrCreate()
    spark.sql("CREATE DATABASE shop")
    spark.sql("CREATE TABLE shop.orders USING parquet AS SELECT 1 AS id")
    frame_of = on_session(spark)

    def run(probe: dict[str, str], folder: Path) -> Table:
        frame = frame_of(probe, folder)
        return [kind for _, kind in frame.dtypes], frame.collect()

    names = names_of_spark(spark)
    known = {
        "names": names,
        "arguments": arguments_of(names, holders_made(spark)),
        "options": options_that_run(spark, files()),
    }
    api().write_text(json.dumps(known))
    return Engine(version_of("pyspark"), run, names)


def api() -> Path:
    """Where Spark's probes leave the names of its API, its calls' arguments and files' options."""
    return Path(sys.argv[2]) / "spark-api.json"


def files() -> Path:
    """A new folder for files that are read and written with options."""
    return Path(mkdtemp(dir=sys.argv[2]))


def of_drop_in(module: str, package: str) -> Engine:
    """An engine of docker/dropin, which runs Spark's code. Its names of types are left out."""
    sys.path.append(str(DOCKER / "dropin"))
    engine = importlib.import_module(module)
    engine.begin_session()
    from pyspark.sql import SparkSession
    from unsupported import lacking_call

    spark = SparkSession.builder.getOrCreate()
    known, made = json.loads(api().read_text()), holders_made(spark)
    names = [
        *names_that_lack(made, [*known["names"], *OUTSIDE]),
        *arguments_that_lack(known["arguments"], made),
        *sorted({*known["options"]} - {*options_that_run(spark, files())}),
    ]
    if "RuntimeConfig.set" not in names:
        spark.conf.set("spark.sql.session.timeZone", "UTC")
    frame_of = on_session(spark)

    def run(probe: dict[str, str], folder: Path) -> Table:
        # SQLFrame keeps there what it knows of tables, those of earlier probes too.
        vars(spark).pop("catalog", None)
        try:
            return [], frame_of(probe, folder).collect()
        except Exception as error:
            if call := lacking_call(error, Path("probe"), engine.lacks):
                raise Lacking(shorten(call, 120, placeholder=" …")) from error
            raise

    return Engine(version_of(package), run, names)


def on_session(spark: Any) -> Callable[[dict[str, str], Path], Any]:
    """The frame that Spark's code makes, on a session of any engine."""
    from pyspark.sql import functions as functions
    from pyspark.sql import types as types

    names = {"spark": spark, "F": functions, "T": types, "dt": dt, "Decimal": Decimal}

    def frame_of(probe: dict[str, str], folder: Path) -> Any:
        if "python" in probe:
            # Not every engine has it
            begin = "from pyspark.sql import Window as W\n" if "W." in probe["python"] else ""
            return last_value(begin + probe["python"], {**names, "folder": str(folder)})
        *before, last = statements(probe["sql"], folder)
        for statement in before:
            spark.sql(statement)
        return spark.sql(last)

    return frame_of


def of_duckdb() -> Engine:
    """DuckDB with its defaults; the environment's TZ is UTC."""
    import duckdb

    def run(probe: dict[str, str], folder: Path) -> Table:
        connection = duckdb.connect(config={"threads": 1})
        if "python" in probe:
            result = last_value(
                probe["python"],
                {"con": connection, "dt": dt, "folder": str(folder), **left_by_spark(probe)},
            )
        else:
            result = connection.execute(probe["sql"].replace("{folder}", str(folder)))
        return [str(column[1]) for column in result.description], result.fetchall()

    return Engine(duckdb.__version__, run, [])


def of_polars() -> Engine:
    """Polars with its defaults. A probe's last line is a DataFrame, a LazyFrame or a Series."""
    import polars as pl

    def run(probe: dict[str, str], folder: Path) -> Table:
        names = {"pl": pl, "dt": dt, "Decimal": Decimal, "folder": str(folder)}
        value = last_value(probe["python"], {**names, **left_by_spark(probe)})
        if isinstance(value, pl.LazyFrame):
            value = value.collect()
        frame = value if isinstance(value, pl.DataFrame) else pl.DataFrame({"v": value})
        return [str(kind) for kind in frame.dtypes], frame.rows()

    return Engine(pl.__version__, run, [])


ENGINES: dict[str, Callable[[], Engine]] = {
    "spark": of_spark,
    "duckdb": of_duckdb,
    "polars": of_polars,
    "sail": lambda: of_drop_in("sail", "pysail"),
    "sqlframe": lambda: of_drop_in("sqlframe_duckdb", "sqlframe"),
    "duckdb_spark": lambda: of_drop_in("duckdb_spark", "duckdb"),
}


def statements(sql: str, folder: Path) -> list[str]:
    """Statements of a probe in SQL, one a line that ends with a semicolon."""
    return [one.strip() for one in sql.replace("{folder}", str(folder)).split(";\n") if one.strip()]


def error_of(error: Exception) -> str:
    """What went wrong, whatever the data: Spark's condition, else the exception's class."""
    condition = getattr(error, "getCondition", lambda: None)()
    # PySpark leaves some of Spark's errors as Py4J brings them, with the condition in the text.
    named = re.search(r"\[([A-Z][A-Z_.]+)\]", str(error))
    return str(condition or (named and named[1]) or type(error).__name__)


def main() -> None:
    """Runs every probe of stdin, each in a folder of its own; one that raises is an outcome too."""
    # What a probe prints is no part of the answer
    answered, sys.stdout = os.dup(1), sys.stderr
    os.dup2(2, 1)
    engine = ENGINES[sys.argv[1]]()
    outcomes: dict[str, Any] = {}
    for probe in json.load(sys.stdin):
        folder = Path(sys.argv[2]) / probe["name"]
        folder.mkdir()
        try:
            types, rows = engine.run(probe, folder)
            shown = [[text_of(value) for value in row] for row in rows]
            outcomes[probe["name"]] = {"types": types, "rows": shown}
        except Lacking as error:
            outcomes[probe["name"]] = {"lacks": str(error)}
        except Exception as error:
            print(f"{probe['name']}: {error}".partition("\n")[0], file=sys.stderr)
            outcomes[probe["name"]] = {"error": error_of(error)}
    answer = {"version": engine.version, "names": engine.names, "outcomes": outcomes}
    with os.fdopen(answered, "w") as out:
        json.dump(answer, out)
    # delta-rs may abort while the interpreter takes it down.
    os._exit(0)


main()
