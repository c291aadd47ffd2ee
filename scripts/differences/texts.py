"""Values of any engine as texts, the same for equal values."""

import datetime as dt
import json
import math
from decimal import Decimal
from typing import Any

UTC = dt.UTC


def number(value: float | Decimal) -> str:
    """A number's shortest text: 1.50 and 1.5, 2.0 and 2 are the same number."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    text = format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short


def moment(value: dt.datetime) -> str:
    """A time in UTC, to the microsecond; one without a zone is taken as UTC, as parity does."""
    at = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return at.isoformat(sep=" ")


def text_of(value: Any) -> str:
    """One value, the same text for equal values of any engine."""
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case float() | Decimal():
            return number(value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case bytes() | bytearray():
            return f"X'{value.hex()}'"
        case dt.datetime():
            return moment(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return f"{number(Decimal(value // dt.timedelta(microseconds=1)) / 1_000_000)} s"
        case dict():
            return "{" + ", ".join(f"{key}: {text_of(item)}" for key, item in value.items()) + "}"
        case tuple() if hasattr(value, "asDict"):
            return text_of(value.asDict())
        case list() | tuple():
            return "[" + ", ".join(map(text_of, value)) + "]"
        case _:
            return text_of(value.to_list()) if hasattr(value, "to_list") else repr(value)
