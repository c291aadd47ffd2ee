"""Runs programs on an engine of docker/dropin, and prints what each of them lacks there.

Usage: dropin_answers.py ENGINE FOLDER < programs.json

They have one session, and FOLDER is where they run. stdout: a list of texts, null where a program
fails without lacking anything. One that does not fail is a mistake of the test.
"""

import json
import os
import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "docker" / "dropin"))

from launch import engine_named
from unsupported import unsupported_call


def main() -> None:
    engine = engine_named(sys.argv[1])
    os.chdir(sys.argv[2])
    engine.begin_session()
    print(json.dumps([answer(engine.lacks, text) for text in json.load(sys.stdin)]), flush=True)


def answer(lacks, text: str) -> str | None:
    program = Path("job.py")
    program.write_text(text)
    try:
        runpy.run_path(str(program), run_name="__main__")
    except Exception as error:
        return unsupported_call(error, program, lacks)
    raise SystemExit(f"It did not fail: {text}")


main()
