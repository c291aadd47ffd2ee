"""Runs programs on an engine of docker/dropin, each in a process and a folder of its own.

Usage: dropin_programs.py ENGINE FOLDER < programs.json

They are forked from this process, which has imported what all of them import: that takes most of
their time. Not DuckDB, whose threads a fork loses. stdout: for each, its exit
code and what it printed.
"""

import json
import os
import runpy
import sys
from importlib import import_module
from pathlib import Path

DROP_IN = Path(__file__).parents[1] / "docker" / "dropin"
IMPORTED = {
    "sail": ["pysail.spark", "pyspark.sql.connect.session", "pandas"],
    "sqlframe_duckdb": ["sqlframe.base.functions", "sqlframe.base.dataframe"],
    "duckdb_spark": [],
}


def main() -> None:
    engine, folder = sys.argv[1], Path(sys.argv[2])
    for module in IMPORTED[engine]:
        import_module(module)
    ended = []
    for number, text in enumerate(json.load(sys.stdin)):
        own = folder / f"{engine}-{number}"
        own.mkdir()
        (own / "job.py").write_text(text)
        pid = os.fork()
        if pid == 0:
            launch(engine, own)
            return
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        ended.append({"code": code, "stdout": (own / "stdout").read_text()})
    print(json.dumps(ended))


def launch(engine: str, folder: Path) -> None:
    os.chdir(folder)
    for stream in (sys.stdout, sys.stderr):
        written = os.open(stream.name.strip("<>"), os.O_WRONLY | os.O_CREAT)
        os.dup2(written, stream.fileno())
    program = str(DROP_IN / "launch.py")
    sys.argv = [program, engine, "job.py"]
    sys.path[0] = str(DROP_IN)
    runpy.run_path(program, run_name="__main__")


main()
