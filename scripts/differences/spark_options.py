"""Which options of files an engine takes: a small file is read and written with each of them."""

from pathlib import Path
from typing import Any

CSV = "a,b\n1,x\n"
JSON = '{"a": 1, "b": "x"}\n'

# By what is done with a file and its format: each option with a value that changes nothing here
COMMON = {"pathGlobFilter": "*", "recursiveFileLookup": True, "ignoreCorruptFiles": True}
TEXT = {"encoding": "UTF-8", "lineSep": "\n", "dateFormat": "yyyy-MM-dd"}
TIMES = {"timestampFormat": "yyyy-MM-dd HH:mm:ss", "timestampNTZFormat": "yyyy-MM-dd HH:mm:ss"}
QUOTES = {"sep": ",", "delimiter": ",", "quote": '"', "escape": '"', "nullValue": "none"}
BLANKS = {"ignoreLeadingWhiteSpace": True, "ignoreTrailingWhiteSpace": True, "emptyValue": "none"}
BROKEN = {"mode": "PERMISSIVE", "columnNameOfCorruptRecord": "_broken", "multiLine": True}
OPTIONS: dict[str, dict[str, object]] = {
    "read.csv": {
        "header": True,
        "inferSchema": True,
        "comment": "#",
        "samplingRatio": 1.0,
        "nanValue": "NaN",
        "positiveInf": "Inf",
        "negativeInf": "-Inf",
        "maxColumns": 20,
        "enforceSchema": True,
        "locale": "en-US",
        "maxCharsPerColumn": -1,
        **(COMMON | TEXT | TIMES | QUOTES | BLANKS | BROKEN),
    },
    "read.json": {
        "primitivesAsString": True,
        "prefersDecimal": True,
        "allowComments": True,
        "allowSingleQuotes": True,
        "allowUnquotedFieldNames": True,
        "samplingRatio": 1.0,
        "allowNumericLeadingZeros": True,
        "dropFieldIfAllNull": True,
        "locale": "en-US",
        **(COMMON | TEXT | TIMES | BROKEN),
    },
    "read.parquet": {"mergeSchema": True, "datetimeRebaseMode": "CORRECTED", **COMMON},
    "write.csv": {
        "header": True,
        "quoteAll": True,
        "escapeQuotes": True,
        "compression": "gzip",
        **(TEXT | TIMES | QUOTES | BLANKS),
    },
    "write.json": {"ignoreNullFields": True, "compression": "gzip", **TEXT, **TIMES},
    "write.parquet": {"compression": "snappy", "maxRecordsPerFile": 1000},
}


def options_that_run(spark: Any, folder: Path) -> list[str]:
    """Those that are taken, as `read.csv.multiLine`."""
    made = files_made(spark, folder)
    return [
        f"{what}.{option}"
        for what, options in OPTIONS.items()
        for option, value in options.items()
        if runs(spark, what, (option, value), made, folder / f"{what}.{option}")
    ]


def files_made(spark: Any, folder: Path) -> dict[str, str]:
    """A file of each format."""
    for name, text in (("csv", CSV), ("json", JSON)):
        (folder / f"a.{name}").write_text(text)
    spark.createDataFrame([(1, "x")], ["a", "b"]).write.parquet(f"{folder}/a.parquet")
    return {name: f"{folder}/a.{name}" for name in ("csv", "json", "parquet")}


def runs(
    spark: Any, what: str, option: tuple[str, object], made: dict[str, str], out: Path
) -> bool:
    """Whether a file is read or written with an option; by keyword where an engine has no other."""
    verb, _, kind = what.partition(".")
    holder = spark.read if verb == "read" else spark.createDataFrame([(1,)], ["a"]).write
    path = made[kind] if verb == "read" else str(out)
    try:
        if hasattr(type(holder), "option"):
            done = getattr(holder.option(*option), kind)(path)
        else:
            done = getattr(holder, kind)(path, **dict([option]))
        if verb == "read":
            done.collect()
    except Exception:
        return False
    return True
