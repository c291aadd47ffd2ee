"""A file in a folder of copies."""

import os
import shutil
from collections.abc import Callable
from typing import BinaryIO

CHUNK = 8 << 20
# A file's local path, or what opens one that is elsewhere.
Source = str | Callable[[], BinaryIO]


def place(source: Source, path: str) -> None:
    """A local one gets a second name, else its bytes are copied.

    A second name stays when the table is removed, and a file of a table is never written again.
    """
    if not isinstance(source, str):
        with source() as opened, open(path, "wb") as target:
            shutil.copyfileobj(opened, target, CHUNK)
        return
    try:
        os.link(source, path)
    except OSError:
        # On another disk, or of another user.
        shutil.copyfile(source, path)
