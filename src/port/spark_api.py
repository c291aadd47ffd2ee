"""What PySpark's methods return, as far as a program can be followed by its text."""

from __future__ import annotations

import ast

FUNCTIONS = (
    "pyspark.sql.functions",
    "pyspark.sql.connect.functions",
    "pyspark.sql.functions.builtin",
)
SESSIONS = ("pyspark.sql.SparkSession", "pyspark.sql.session.SparkSession")
WINDOWS = ("pyspark.sql.Window", "pyspark.sql.window.Window")

# Methods that only a DataFrame has: a parameter on which one is called is one.
FRAME_ONLY = frozenset(
    """withColumn withColumns withColumnRenamed withColumnsRenamed groupBy rollup cube selectExpr
    dropDuplicates drop_duplicates unionByName unionAll exceptAll intersectAll crossJoin orderBy
    sortWithinPartitions createTempView createOrReplaceTempView createOrReplaceGlobalTempView
    fillna dropna repartition repartitionByRange coalesce persist unpersist toPandas mapInPandas
    mapInArrow toDF sampleBy approxQuantile crosstab freqItems withWatermark printSchema randomSplit
    unpivot melt
    foreachPartition toLocalIterator write writeTo writeStream rdd""".split()  # noqa: SIM905
)

# Those of them that nothing else has, so that what they are called on needs not be known.
SURELY_FRAME = frozenset(
    """withColumn withColumns withColumnRenamed withColumnsRenamed groupBy selectExpr dropDuplicates
    unionByName exceptAll intersectAll crossJoin sortWithinPartitions createTempView
    createOrReplaceTempView createOrReplaceGlobalTempView repartition repartitionByRange
    mapInPandas mapInArrow approxQuantile withWatermark printSchema writeStream""".split()  # noqa: SIM905
)

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

# Of a DataFrame, what is no column and no method that returns a DataFrame.
PLAIN_OF_FRAME = frozenset(
    """columns schema dtypes sparkSession storageLevel isStreaming count collect first head take
    tail show explain toPandas toArrow toJSON printSchema isEmpty isLocal foreach foreachPartition
    toLocalIterator inputFiles approxQuantile corr cov createTempView createOrReplaceTempView
    createGlobalTempView createOrReplaceGlobalTempView writeTo""".split()  # noqa: SIM905
)

# Attributes by which a program reaches past DataFrames, by what has them.
BEYOND_FRAMES = frozenset(
    {
        *(("session", name) for name in ("sparkContext", "readStream", "_jvm", "_jsparkSession")),
        *(("rdd", name) for name in ("_jvm", "_jsc")),
        *(("frame", name) for name in ("rdd", "writeStream", "_jdf")),
    }
)

# What an attribute or method of a kind gives; `*`: any method not named.
RESULTS: dict[tuple[str, str], str] = {
    ("session", "read"): "reader",
    ("session", "readStream"): "reader",
    ("session", "conf"): "conf",
    ("session", "sparkContext"): "rdd",
    ("session", "udf"): "udf",
    ("session", "newSession"): "session",
    **{("session", method): "frame" for method in ("sql", "table", "createDataFrame", "range")},
    ("builder", "getOrCreate"): "session",
    ("builder", "*"): "builder",
    # A method of what `write` of anything holds: `file.write("a")` is a call, and is not this.
    ("", "write"): "writer",
    **{("reader", method): "reader" for method in ("format", "option", "options", "schema")},
    ("reader", "*"): "frame",
    ("writer", "*"): "writer",
    ("frame", "write"): "writer",
    ("frame", "writeStream"): "writer",
    ("frame", "na"): "na",
    ("frame", "stat"): "stat",
    ("frame", "rdd"): "rdd",
    **{("frame", method): "grouped" for method in ("groupBy", "groupby", "rollup", "cube")},
    **{("frame", method): "" for method in PLAIN_OF_FRAME},
    ("frame", "*"): "frame",
    ("grouped", "pivot"): "grouped",
    ("grouped", "*"): "frame",
    ("na", "*"): "frame",
    ("stat", "*"): "frame",
    ("column", "*"): "column",
    ("window", "*"): "window",
    ("rdd", "toDF"): "frame",
    ("rdd", "*"): "rdd",
}

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

ANNOTATIONS = {
    "SparkSession": "session",
    "DataFrame": "frame",
    "Column": "column",
    "GroupedData": "grouped",
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


def kind_of_annotation(node: ast.expr | None) -> str:
    """What a parameter is by its annotation: `DataFrame`, `sql.DataFrame`, `"DataFrame"`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return ANNOTATIONS.get(node.value.rsplit(".", 1)[-1], "")
    name = (
        node.attr
        if isinstance(node, ast.Attribute)
        else node.id
        if isinstance(node, ast.Name)
        else ""
    )
    return ANNOTATIONS.get(name, "")


def join_clause(how: str) -> str:
    """The clause of DataFrame.join by its `how`: `left`, `leftouter`, `left_outer` are one."""
    word = how.lower().replace("_", "")
    return JOINS.get(word, word + "-join")


def type_name(text: str) -> str:
    """A type's name without what it is of: `decimal(10,2)` is `decimal`."""
    name = text.split("(")[0].split("<")[0].strip().lower()
    return TYPE_ALIASES.get(name, name)


def setting(key: str) -> str:
    """A setting by its name in the catalogue: `tuning` for those of speed and place alone."""
    if key.lower().startswith("spark.jars"):
        return "spark.jars"
    return "tuning" if key.lower().startswith(TUNING) else key
