"""Runs a PySpark program, unchanged, on another engine.

Usage: python launch.py ENGINE PROGRAM [ARGUMENT…], where ENGINE is sail, sqlframe_duckdb or comet

The program gets the engine's session from SparkSession.getActiveSession() or
SparkSession.builder.getOrCreate(). A call that the engine lacks is reported to etl-compare by name.
"""

import importlib
import json
import os
import runpy
import sys
from pathlib import Path

from unsupported import unsupported_call


def main() -> None:
    engine = importlib.import_module(sys.argv[1])
    program = Path(sys.argv[2])
    sys.argv = sys.argv[2:]
    # As Python does it for the program that it is given
    sys.path[0] = str(program.resolve().parent)
    engine.begin_session()
    try:
        runpy.run_path(str(program), run_name="__main__")
    except Exception as error:
        if call := unsupported_call(error, program, engine.lacks):
            report(unsupported=call)
        raise


def report(**line: str) -> None:
    if path := os.environ.get("ETL_STAGES"):
        with Path(path).open("a", encoding="utf-8") as stages:
            stages.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
