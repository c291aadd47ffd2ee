"""Runs a PySpark program, unchanged, on another engine.

Usage: python launch.py ENGINE PROGRAM [ARGUMENT…], where ENGINE is sail, sqlframe_duckdb or comet

The program gets the engine's session from SparkSession.getActiveSession() or
SparkSession.builder.getOrCreate(). A call that the engine lacks is reported to etl-compare by name.
"""

import json
import os
import runpy
import sys
from pathlib import Path
from types import ModuleType

from unsupported import unsupported_call


def main() -> None:
    engine = engine_named(sys.argv[1])
    program = Path(sys.argv[2])
    sys.argv = sys.argv[2:]
    # As Python does it for the program that it is given
    sys.path[0] = str(program.resolve().parent)
    engine.begin_session()
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
        case "comet":
            import comet

            return comet
        case "sail":
            import sail

            return sail
        case "sqlframe_duckdb":
            import sqlframe_duckdb

            return sqlframe_duckdb
    raise SystemExit(f"{name} is no engine here. Name comet, sail or sqlframe_duckdb.")


def report(**line: str) -> None:
    if path := os.environ.get("ETL_STAGES"):
        with Path(path).open("a", encoding="utf-8") as stages:
            stages.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
