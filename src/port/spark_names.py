"""Names of functions, operators, types, joins and settings, and the catalogue's for them."""

from __future__ import annotations

import ast

# Operators of columns.
BINARY = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitAnd: "&",
    ast.BitOr: "|",
}
COMPARED = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}

# Settings of speed and place, by how their names begin: they change no data.
TUNING = (
    "spark.app.name",
    "spark.default.parallelism",
    "spark.driver.",
    "spark.dynamicallocation.",
    "spark.eventlog.",
    "spark.executor.",
    "spark.kryo",
    "spark.local.dir",
    "spark.log",
    "spark.master",
    "spark.memory.",
    "spark.serializer",
    "spark.shuffle.",
    "spark.sql.adaptive.",
    "spark.sql.autobroadcastjointhreshold",
    "spark.sql.execution.arrow.",
    "spark.sql.files.",
    "spark.sql.shuffle.partitions",
    "spark.sql.warehouse.dir",
    "spark.ui.",
)

# Settings of Hive and its metastore, by how their names begin.
OF_HIVE = (
    "hive.",
    "spark.hadoop.hive.",
    "spark.sql.catalogimplementation",
    "spark.sql.hive.",
)

# PySpark's names for functions that the catalogue has by their name in SQL.
ALIASES = {
    "approxCountDistinct": "approx_count_distinct",
    "countDistinct": "count_distinct",
    "sumDistinct": "sum_distinct",
    "mean": "avg",
    "column": "col",
    "dateadd": "date_add",
    "date_diff": "datediff",
    "toDegrees": "degrees",
    "toRadians": "radians",
    "shiftLeft": "shiftleft",
    "shiftRight": "shiftright",
    "shiftRightUnsigned": "shiftrightunsigned",
    "stddev_samp": "stddev",
    "std": "stddev",
    "var_samp": "variance",
}

TYPES = {
    "ByteType": "tinyint",
    "ShortType": "smallint",
    "IntegerType": "int",
    "LongType": "bigint",
    "FloatType": "float",
    "DoubleType": "double",
    "DecimalType": "decimal",
    "StringType": "string",
    "VarcharType": "string",
    "CharType": "string",
    "BinaryType": "binary",
    "BooleanType": "boolean",
    "DateType": "date",
    "TimestampType": "timestamp",
    "TimestampNTZType": "timestamp_ntz",
    "ArrayType": "array",
    "MapType": "map",
    "StructType": "struct",
}

# Other spellings of types in SQL and in cast().
TYPE_ALIASES = {
    "integer": "int",
    "long": "bigint",
    "short": "smallint",
    "byte": "tinyint",
    "real": "float",
    "dec": "decimal",
    "numeric": "decimal",
    "str": "string",
    "varchar": "string",
    "text": "string",
    "bool": "boolean",
    "timestamp_ltz": "timestamp",
}

JOINS = {
    "": "join",
    "inner": "join",
    "outer": "full-join",
    "fullouter": "full-join",
    "leftouter": "left-join",
    "rightouter": "right-join",
    "leftsemi": "semi-join",
    "leftanti": "anti-join",
}


def join_clause(how: str) -> str:
    """The clause of DataFrame.join by its `how`: `left`, `leftouter`, `left_outer` are one."""
    word = how.lower().replace("_", "")
    return JOINS.get(word, word + "-join")


def type_name(text: str) -> str:
    """A type's name without what it is of: `decimal(10,2)` is `decimal`."""
    name = text.split("(")[0].split("<")[0].strip().lower()
    return TYPE_ALIASES.get(name, name)


SESSION_ZONE = "spark.sql.session.timeZone"
UTC = ("UTC", "Etc/UTC", "GMT", "Z", "+00:00")


def setting(key: str) -> str:
    """A setting by its name in the catalogue: `tuning` for those of speed and place alone."""
    name = key.lower()
    if name.startswith("spark.jars") or name.endswith(".extraclasspath"):
        return "spark.jars"
    if name.startswith(OF_HIVE):
        return "hive"
    return "tuning" if name.startswith(TUNING) else key
