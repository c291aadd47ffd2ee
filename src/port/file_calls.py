"""What a call of a reader or a writer of files says."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from calls import argument, chain
from kinds import Kinds
from schemas import fields_of
from uses import Why

FILES = ("csv", "json", "parquet", "orc", "text", "jdbc")
# What writes or reads, whatever the format.
ENDS = ("load", "save", "table", "saveAsTable", "insertInto")
ARGUMENTS = ("path", "format", "name", "tableName", "partitionBy", "schema", "mode", "overwrite")

# Options of a CSV file that an entry is about when they are absent, each with those that set it.
DEFAULTS = {
    "header": {"header"},
    "schema": {"schema", "inferschema"},
    "escape": {"escape"},
    "multiline": {"multiline"},
}

# Options of a format that an entry is about, by what is done with a file.
NOTED_OPTIONS = frozenset(
    """read.csv.nullvalue read.csv.dateformat read.csv.timestampformat write.csv.dateformat
    write.csv.timestampformat write.csv.quoteall""".split()  # noqa: SIM905
)

# Types in a schema of CSV that an entry is about.
NOTED_TYPES = ("decimal", "timestamp")

# Where methods of a writer take the mode, of those that do; `mode` itself first.
MODES = {
    "mode": 0,
    "csv": 1,
    "json": 1,
    "orc": 1,
    "parquet": 1,
    "save": 2,
    "saveAsTable": 2,
    "jdbc": 2,
}

# Where methods of a reader take the schema, of those that do.
SCHEMAS = {"csv": 1, "json": 1, "load": 2}
# Methods of a reader or a writer that set nothing of the file.
PLAIN = ("format", "option", "options", "schema", "partitionby", "sortby", "bucketby")


def file_uses(kinds: Kinds, node: ast.Call, verb: str, name: str) -> Iterator[str]:
    """
    What a method of a reader or a writer does.

    :param verb: `read` or `write`
    """
    if name in (*FILES, *ENDS, "options"):
        yield from _given_options(node, verb)
    if verb == "read":
        yield from _reading(kinds, node, name)
    else:
        yield from _writing(kinds, node, name)
    if given := _format_given(node, name):
        yield _named(verb, kinds.constant(given))
    if name == "option":
        yield _named("option", kinds.constant(argument(node, "key", 0)))
    elif name == "format":
        yield _named(verb, kinds.constant(argument(node, "source", 0)))
    elif name in FILES:
        yield f"{verb}:{name}"
    elif name not in ("options", "schema", "load", "save", "mode", "table"):
        yield "method:" + name


def options_named(kinds: Kinds, node: ast.Call, verb: str, name: str) -> Iterator[str]:
    """Options of the file that a chain of calls reads or writes, as `read.csv.header`."""
    of = name if name in FILES else ""
    if name in ("load", "save"):
        of = next(_formats(kinds, node), "parquet")
    passed = {*PLAIN, *FILES, *ENDS, *(one.lower() for one in ARGUMENTS), "*"}
    # A reader's mode is what to do with broken rows
    passed -= {"mode"} if verb == "read" else set()
    for option in dict.fromkeys(_options(kinds, node)):
        if of and option not in passed:
            yield f"{verb}.{of}.{option}"


def of_table(use: str) -> str:
    """The mode of a writer whose chain ends in a table; all else as it is."""
    return use if isinstance(use, Why) else use.replace("mode:", "mode:table-", 1)


def _given_options(node: ast.Call, verb: str) -> Iterator[str]:
    for option in node.keywords:
        # A reader's mode is what to do with broken rows.
        if option.arg is None:
            yield Why("dynamic-option")
        elif (verb, option.arg) == ("read", "mode") or option.arg not in ARGUMENTS:
            yield "option:" + option.arg.lower()


def _named(kind: str, name: str | None) -> str:
    return f"{kind}:{name.lower()}" if name else Why("dynamic-option")


def is_csv_of_text(kinds: Kinds, node: ast.Call, name: str) -> bool:
    """Whether a call reads CSV without types, so that all its columns are text in Spark."""
    given = _given(kinds, node, schema_of(kinds, node, name))
    return _format(kinds, node, name) == "csv" and not given & {*DEFAULTS["schema"], "*"}


def _format(kinds: Kinds, node: ast.Call, name: str) -> str:
    """Of the file that a call reads or writes; empty of other calls, and where it is not given."""
    is_end = name in ("load", "save")
    return name if name in FILES else next(_formats(kinds, node), "") if is_end else ""


def _given(kinds: Kinds, node: ast.Call, schema: ast.expr | None) -> set[str]:
    """Options of a reader, its schema among them."""
    return {*_options(kinds, node), *(() if schema is None else ("schema",))}


def _reading(kinds: Kinds, node: ast.Call, name: str) -> Iterator[str]:
    kind, schema = _format(kinds, node, name), schema_of(kinds, node, name)
    given = _given(kinds, node, schema)
    owner = kinds.owner(node.func) if isinstance(node.func, ast.Attribute) else ""
    if name == "load" and owner == "reader" and next(_formats(kinds, node), None) is None:
        yield "option:no-format"
    if kinds.constant(schema) is not None:
        yield "option:file-schema-text"
    if kind == "csv":
        for option, ends in DEFAULTS.items():
            if not given & {*ends, "*"}:
                yield f"option:no-{option}"
        types = {of for _, of in fields_of(kinds, schema)}
        yield from (f"option:csv-schema-{one}" for one in NOTED_TYPES if one in types)
    if "schema" in given and kind in SCHEMAS:
        yield f"option:{kind}-schema"


def schema_of(kinds: Kinds, node: ast.Call, name: str) -> ast.expr | None:
    """The schema that a reader is given, in the call that reads or before it."""
    if name not in SCHEMAS and name not in FILES:
        return None
    set_before = (argument(call, "schema", 0) for of, call in chain(kinds, node) if of == "schema")
    return schema_given(node, name) or next(set_before, None)


def schema_given(node: ast.Call, name: str) -> ast.expr | None:
    """The schema that a call gives a reader itself."""
    return argument(node, "schema", SCHEMAS.get(name, len(node.args)))


def _writing(kinds: Kinds, node: ast.Call, name: str) -> Iterator[str]:
    given = set(_options(kinds, node))
    if _format(kinds, node, name) == "csv" and not given & {"header", "*"}:
        yield "option:no-header-written"
    parameter = "saveMode" if name == "mode" else "mode"
    mode = argument(node, parameter, MODES.get(name, len(node.args)))
    if mode is not None:
        text = kinds.constant(mode)
        yield Why("dynamic-mode") if text is None else "mode:" + text.lower()
    elif "mode" in given:
        return
    elif name == "insertInto":
        overwrite = argument(node, "overwrite", 1)
        yield "mode:overwrite" if getattr(overwrite, "value", False) else "mode:table-append"
    elif name in (*FILES, "save") and "*" not in given:
        yield "option:no-mode"


def _format_given(node: ast.Call, name: str) -> ast.expr | None:
    """The format that a call names beside a path: `load("x", format="delta")`."""
    return argument(node, "format", 1) if name in ("load", "save", "saveAsTable") else None


def _formats(kinds: Kinds, node: ast.Call) -> Iterator[str]:
    for method, call in chain(kinds, node):
        first = argument(call, "source", 0) if method == "format" else None
        given = first or _format_given(call, method)
        if given is not None:
            yield (kinds.constant(given) or "").lower()


def _options(kinds: Kinds, node: ast.Call) -> Iterator[str]:
    """Options of a chain of calls, lower case; `*` where some are known only in a run."""
    for method, call in chain(kinds, node):
        yield method
        if method == "option":
            yield (kinds.constant(argument(call, "key", 0)) or "*").lower()
        yield from ((one.arg or "*").lower() for one in call.keywords)
