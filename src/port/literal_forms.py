"""Forms of functions by texts in their arguments, such as patterns, in PySpark and in SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

RLIKE = ("rlike", "regexp", "regexp_like")


class Form(NamedTuple):
    """What an entry is about: functions, which argument, from 0, and what it has in it."""

    name: str
    functions: tuple[str, ...]
    place: int
    holds: re.Pattern[str]


FORMS = (
    Form("regexp_replace.group", ("regexp_replace",), 2, re.compile(r"\$\d")),
    Form(
        "regexp.lookaround",
        (*RLIKE, "regexp_replace", "regexp_extract"),
        1,
        re.compile(r"\(\?[=!<]|\\[1-9]"),
    ),
    Form("regexp.classes", RLIKE, 1, re.compile(r"\\[wd]")),
    Form("get_json_object.wildcard", ("get_json_object",), 1, re.compile(r"\[\*\]")),
)


def forms_by_text(function: str, text_at: Callable[[int], str | None]) -> Iterator[str]:
    """
    The forms that a call of a function has, or may have.

    :param text_at: the text of an argument, by its place; None of one that isn't known
    """
    for form in FORMS:
        if function in form.functions:
            text = text_at(form.place)
            if text is None or form.holds.search(text):
                yield "function:" + form.name
