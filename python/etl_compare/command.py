"""Where the command line is that compares."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

_NAME = "etl-compare"


def find_command() -> list[str]:
    """The variable ETL_COMPARE, else the PATH, else node_modules in this folder or above.

    :raises RuntimeError: it is nowhere
    """
    given = os.environ.get("ETL_COMPARE", "")
    if given:
        return _given(given)
    found = shutil.which(_NAME)
    if found:
        return [found]
    here = Path.cwd()
    for folder in (here, *here.parents):
        local = folder / "node_modules" / ".bin" / _NAME
        if os.access(local, os.X_OK):
            return [str(local)]
    raise RuntimeError(
        "The command etl-compare was not found on the PATH or in node_modules. "
        "Install it with npm, or set ETL_COMPARE to its path."
    )


def _given(text: str) -> list[str]:
    """A path, or a command line such as `node /opt/etl-compare/bin/etl-compare`."""
    command = [text] if Path(text).is_file() else shlex.split(text)
    if not command or shutil.which(command[0]) is None:
        raise RuntimeError(
            f"ETL_COMPARE is {text!r}, which is no program. Set it to the path of etl-compare."
        )
    return command
