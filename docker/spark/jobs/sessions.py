"""A web log becomes visitors' sessions, with Spark DataFrames."""

from contract import INPUT
from pyspark import StorageLevel
from pyspark.sql import Column, Observation, Window
from pyspark.sql.functions import (
    broadcast,
    coalesce,
    col,
    count_if,
    explode,
    expr,
    lag,
    last,
    lead,
    lit,
    row_number,
    sequence,
    shiftright,
    split,
    struct,
    substring_index,
    trim,
    try_to_timestamp,
    unix_seconds,
    when,
    xxhash64,
)
from pyspark.sql.functions import sum as total
from reports import ready, stage
from sink import load
from spark_session import local_session

TEXTS = (
    "event_id STRING, ip STRING, ts STRING, method STRING, path STRING, protocol STRING,"
    " status STRING, bytes STRING, referer STRING, user_agent STRING"
)
REASONS = ["bad_id", "bad_ip", "bad_ts", "bad_status"]
GAP_SECONDS = 30 * 60

# \z, since $ also matches before a line break at the end
NUMBER = r"^[0-9]{1,18}\z"
OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
IPV4 = rf"^(?:{OCTET}\.){{3}}{OCTET}\z"
IPV6 = r"^[0-9A-Fa-f]*:[0-9A-Fa-f:]*\z"
TIME = (
    r"^(?:0[1-9]|[12][0-9]|3[01])/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"/(?:19[7-9][0-9]|20[0-9][0-9]):(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r" [+-](?:0[0-9]|1[0-4])[0-5][0-9]\z"
)
STATUS = r"^[1-5][0-9][0-9]\z"


def known(name: str) -> Column:
    trimmed = trim(name)
    return when(~trimmed.isin("", "-"), trimmed).alias(name)


def matches(name: str, pattern: str) -> Column:
    return coalesce(col(name).rlike(pattern), lit(False))


spark = local_session("sessions")
ready()

csv = [str(file) for file in INPUT.glob("*.csv")]
parquet = [str(file) for file in INPUT.glob("*.parquet") if file.name != "geo.parquet"]
if csv:
    raw = spark.read.csv(
        csv,
        schema=TEXTS,
        header=True,
        enforceSchema=False,
        escape='"',
        multiLine=True,
        lineSep="\n",
    )
else:
    raw = spark.read.parquet(*parquet)

# A file with quoted line breaks can't be split. Where there is one, one core reads it, so all work
# that another core could share comes after this shuffle. The window below needs the same shuffle,
# and sorts a number many times faster than two texts.
fields = (
    raw.select(*[known(name) for name in raw.columns])
    .fillna("(none)", ["method", "path", "user_agent"])
    .withColumn("visitor", xxhash64("ip", "user_agent"))
    .repartition("visitor")
)

rejects = Observation()
log = (
    fields.withColumns(
        {
            "ts": when(matches("ts", TIME), try_to_timestamp("ts", lit("dd/MMM/yyyy:HH:mm:ss Z"))),
            "octets": when(matches("ip", IPV4), split("ip", r"\.").cast("array<bigint>")),
            "bytes": when(matches("bytes", NUMBER), col("bytes").cast("bigint")).otherwise(0),
        }
    )
    .withColumn(
        "reason",
        when(~matches("event_id", NUMBER), "bad_id")
        .when(col("octets").isNull() & ~matches("ip", IPV6), "bad_ip")
        .when(col("ts").isNull(), "bad_ts")
        .when(~matches("status", STATUS), "bad_status"),
    )
    .observe(rejects, *[count_if(col("reason") == reason).alias(reason) for reason in REASONS])
    .where("reason IS NULL")
    .withColumns(
        {
            "event_id": col("event_id").cast("bigint"),
            "status": col("status").cast("int"),
            "path": substring_index("path", "?", 1),
            "number": expr("octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3]"),
        }
    )
)

# A range alone would join each with each: blocks of 65,536 addresses make it a hash join
geo = spark.read.parquet(str(INPUT / "geo.parquet")).withColumn(
    "block", explode(sequence(shiftright("lo", 16), shiftright("hi", 16)))
)
in_range = (shiftright("number", 16) == col("block")) & col("number").between(col("lo"), col("hi"))
events = log.join(broadcast(geo), in_range, "left").withColumn("country", coalesce("cc", lit("ZZ")))

in_order = Window.partitionBy("visitor", "ip", "user_agent").orderBy("ts", "event_id")
so_far = in_order.rowsBetween(Window.unboundedPreceding, Window.currentRow)
second = unix_seconds("ts")
error = (col("status") >= 400).cast("int")

# One pass finds where sessions open and close, and counts each visitor's bytes and errors so far.
# A second one over the same order hands what its session opened with to every event.
steps = events.withColumns(
    {
        "opens": coalesce(second - lag(second).over(in_order) > GAP_SECONDS, lit(True)),
        "closes": coalesce(lead(second).over(in_order) - second > GAP_SECONDS, lit(True)),
        "n": row_number().over(in_order).cast("bigint"),
        "bytes_so_far": total("bytes").over(so_far),
        "errors_so_far": total(error).over(so_far),
    }
)
opening = struct(
    "event_id",
    "ts",
    "path",
    (col("n") - 1).alias("n"),
    (col("bytes_so_far") - col("bytes")).alias("bytes"),
    (col("errors_so_far") - error).alias("errors"),
)
first = last(when(col("opens"), opening), ignorenulls=True).over(so_far)
visits = steps.withColumn("first", first).select(
    "event_id",
    "ip",
    "ts",
    "method",
    "path",
    "status",
    "bytes",
    "referer",
    "user_agent",
    "country",
    col("first.event_id").alias("session_id"),
    (col("n") - col("first.n")).alias("seq"),
    # The last event of a session knows all of it
    when(
        col("closes"),
        struct(
            col("first.ts").alias("start_ts"),
            (second - unix_seconds("first.ts")).alias("duration_s"),
            (col("bytes_so_far") - col("first.bytes")).alias("bytes"),
            (col("errors_so_far") - col("first.errors")).alias("errors"),
            col("first.path").alias("entry_path"),
        ),
    ).alias("session"),
)

with stage("sessionise"):
    # Two tables are written from these rows; a checkpoint of rows is cheaper than a columnar cache
    visits = visits.localCheckpoint(storageLevel=StorageLevel.DISK_ONLY)

with stage("load"):
    load("events", visits.drop("session"))
    sessions = visits.where("session IS NOT NULL").select(
        "session_id",
        "ip",
        "user_agent",
        "country",
        "session.start_ts",
        col("ts").alias("end_ts"),
        "session.duration_s",
        col("seq").alias("hits"),
        "session.bytes",
        "session.errors",
        "session.entry_path",
        col("path").alias("exit_path"),
    )
    load("sessions", sessions)
    found = [(reason, n) for reason, n in rejects.get.items() if n]
    load("rejects", spark.createDataFrame(found, "reason STRING, n BIGINT"))
