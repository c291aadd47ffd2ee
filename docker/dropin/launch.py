"""Runs a PySpark program, unchanged, on another engine.

Usage: python launch.py ENGINE PROGRAM [ARGUMENT…]

ENGINE is spark, comet, sail, sqlframe_duckdb (or sqlframe) or duckdb_spark.

The program gets the engine's session from SparkSession.getActiveSession() or
SparkSession.builder.getOrCreate(). A call that the engine lacks is reported to etl-compare by name.
"""

import runpy
import sys
from pathlib import Path
from types import ModuleType

from etl_stages import report
from unsupported import unsupported_call

HERE = Path(__file__).resolve().parent


def main() -> None:
    if len(sys.argv) < 3:
        raise SystemExit(
            "Name an engine and a program: python launch.py ENGINE PROGRAM [ARGUMENT…]"
        )
    engine = engine_named(sys.argv[1])
    program = Path(sys.argv[2])
    if not program.exists():
        raise SystemExit(
            f"{program} was not found in {Path.cwd()}, where a stack's commands begin. "
            "Write its path from there, or the whole path."
        )
    sys.argv = sys.argv[2:]
    # As Python does it for the program that it is given
    sys.path[0] = str(program.resolve().parent)
    engine.begin_session()
    forget_modules()
    try:
        runpy.run_path(str(program), run_name="__main__")
    except (Exception, SystemExit) as error:
        # A program may catch what an engine raises, and exit
        cause = error.__context__ if isinstance(error, SystemExit) and error.code else error
        if isinstance(cause, Exception) and (
            call := unsupported_call(cause, program, engine.lacks)
        ):
            report(unsupported=call)
        raise


def engine_named(name: str) -> ModuleType:
    """Imported by their names, so that etl-compare finds the files of an engine's code."""
    match name:
        case "spark":
            import spark

            return spark
        case "comet":
            import comet

            return comet
        case "sail":
            import sail

            return sail
        case "sqlframe_duckdb" | "sqlframe":
            import sqlframe_duckdb

            return sqlframe_duckdb
        case "duckdb_spark":
            import duckdb_spark

            return duckdb_spark
    raise SystemExit(
        f"{name} is no engine here. Name spark, comet, sail, sqlframe or duckdb_spark."
    )


def forget_modules() -> None:
    """A program may have modules that are called like these here."""
    for name, module in list(sys.modules.items()):
        file = Path(getattr(module, "__file__", None) or "")
        if name != "__main__" and file.resolve().parent == HERE:
            del sys.modules[name]


if __name__ == "__main__":
    main()
