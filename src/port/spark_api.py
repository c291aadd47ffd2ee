"""What PySpark's methods return, as far as a program can be followed by its text."""

from __future__ import annotations

FUNCTIONS = (
    "pyspark.sql.functions",
    "pyspark.sql.connect.functions",
    "pyspark.sql.functions.builtin",
)
SESSIONS = ("pyspark.sql.SparkSession", "pyspark.sql.session.SparkSession")
WINDOWS = ("pyspark.sql.Window", "pyspark.sql.window.Window")

# What begins a session, a context or their settings, by its last names, and its kind.
MADE = {
    "SparkContext": "context",
    "SparkContext.getOrCreate": "context",
    "SparkConf": "sparkconf",
    "SQLContext": "session",
    "SQLContext.getOrCreate": "session",
    "HiveContext": "session",
    "StreamingContext": "",
    "SparkSession": "session",
    "SparkSession.Builder": "builder",
    "SparkSession.active": "session",
    "SparkSession.getActiveSession": "session",
}
# Those of them that reach past DataFrames.
CONTEXTS = ("SparkContext", "SQLContext", "HiveContext", "StreamingContext")

# What `from pyspark import *` and `from pyspark.sql import *` bring.
CLASSES = (
    *(f"pyspark.{name}" for name in ("SparkContext", "SparkConf", "RDD")),
    *(f"pyspark.sql.{name}" for name in ("SparkSession", "SQLContext", "HiveContext", "Window")),
)

# Names that hold a session or a context where nothing else is known of them.
NAMED = {"spark": "session", "sqlContext": "session", "sc": "context"}

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
        *(("context", name) for name in ("_jvm", "_jsc", "_gateway")),
        *(("frame", name) for name in ("rdd", "writeStream", "_jdf")),
    }
)

# Methods of a context that begin an RDD.
BEGIN_RDD = frozenset(
    """parallelize range emptyRDD textFile wholeTextFiles binaryFiles binaryRecords pickleFile
    sequenceFile hadoopFile hadoopRDD newAPIHadoopFile newAPIHadoopRDD union""".split()  # noqa: SIM905
)

# Methods of an RDD that return no RDD.
PLAIN_OF_RDD = frozenset(
    """aggregate collect collectAsMap count countByKey countByValue first fold foreach
    foreachPartition getNumPartitions histogram isEmpty lookup max mean min name reduce
    saveAsTextFile stats stdev sum take takeOrdered takeSample toLocalIterator top treeAggregate
    treeReduce variance""".split()  # noqa: SIM905
)

# Classes of Spark's API, by what is known to hold one.
HOLDERS = {
    "session": "SparkSession",
    "builder": "Builder",
    "context": "SparkContext",
    "conf": "RuntimeConfig",
    "sparkconf": "SparkConf",
    "schema": "StructType",
    "catalog": "Catalog",
    "udf": "UDFRegistration",
    "reader": "DataFrameReader",
    "writer": "DataFrameWriter",
    "streamreader": "DataStreamReader",
    "streamwriter": "DataStreamWriter",
    "frame": "DataFrame",
    "grouped": "GroupedData",
    "na": "DataFrameNaFunctions",
    "stat": "DataFrameStatFunctions",
    "column": "Column",
    "window": "Window",
    "rdd": "RDD",
}

# What an attribute or method of a kind gives; `*`: any method not named.
RESULTS: dict[tuple[str, str], str] = {
    ("session", "read"): "reader",
    ("session", "readStream"): "streamreader",
    ("session", "conf"): "conf",
    ("session", "catalog"): "catalog",
    ("session", "sparkContext"): "context",
    ("session", "udf"): "udf",
    ("session", "newSession"): "session",
    **{("session", method): "frame" for method in ("sql", "table", "createDataFrame", "range")},
    **{("context", method): "rdd" for method in BEGIN_RDD},
    **{
        ("sparkconf", method): "sparkconf"
        for method in ("set", "setAll", "setAppName", "setIfMissing", "setMaster")
    },
    ("schema", "add"): "schema",
    ("builder", "getOrCreate"): "session",
    ("builder", "*"): "builder",
    # A method of what `write` of anything holds: `file.write("a")` is a call, and is not this.
    ("", "write"): "writer",
    **{
        (reader, method): reader
        for reader in ("reader", "streamreader")
        for method in ("format", "option", "options", "schema")
    },
    ("reader", "*"): "frame",
    ("streamreader", "*"): "frame",
    ("writer", "*"): "writer",
    ("streamwriter", "*"): "streamwriter",
    ("frame", "write"): "writer",
    ("frame", "writeStream"): "streamwriter",
    ("frame", "na"): "na",
    ("frame", "stat"): "stat",
    ("frame", "rdd"): "rdd",
    **{("frame", method): "grouped" for method in ("groupBy", "groupby", "rollup", "cube")},
    **{("frame", method): "" for method in PLAIN_OF_FRAME},
    ("frame", "schema"): "schema",
    ("frame", "*"): "frame",
    ("grouped", "pivot"): "grouped",
    ("grouped", "*"): "frame",
    ("na", "*"): "frame",
    ("stat", "*"): "frame",
    ("column", "*"): "column",
    ("window", "*"): "window",
    ("rdd", "toDF"): "frame",
    ("rdd", "context"): "context",
    **{("rdd", method): "" for method in PLAIN_OF_RDD},
    ("rdd", "*"): "rdd",
}

ANNOTATIONS = {
    "SparkSession": "session",
    "SQLContext": "session",
    "SparkContext": "context",
    "RDD": "rdd",
    "DataFrame": "frame",
    "Column": "column",
    "GroupedData": "grouped",
    "SparkConf": "sparkconf",
    "StructType": "schema",
}

# What a program imports that is no part of Spark: packages that call Spark's JVM.
PACKAGES = ("delta", "awsglue", "graphframes")
# Names that a platform hands to its programs.
OF_PLATFORMS = ("dbutils", "mssparkutils", "notebookutils")
# Parts of PySpark that an entry is about, whatever of them is imported.
PARTS = ("pyspark.ml", "pyspark.mllib", "pyspark.pandas")
