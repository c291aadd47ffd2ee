"""Lists and maps that are NULL, where PyIceberg decodes them.

PyIceberg 0.12 puts those of structs together again from their offsets: NULL becomes an empty one.
"""

from collections.abc import Callable
from typing import Any

import pyarrow.compute as pc
from pyiceberg.io.pyarrow import ArrowProjectionVisitor

Visit = Callable[..., Any]


def keep() -> None:
    """Has PyIceberg keep them, from now on."""
    for kind in ("list", "map"):
        setattr(ArrowProjectionVisitor, kind, keeping_nulls(getattr(ArrowProjectionVisitor, kind)))


def keeping_nulls(visit: Visit) -> Visit:
    def kept(visitor: Any, kind: Any, array: Any, *inner: Any) -> Any:
        projected = visit(visitor, kind, array, *inner)
        if projected is None or projected.null_count == array.null_count:
            return projected
        return pc.if_else(array.is_valid(), projected, None)

    return kept
