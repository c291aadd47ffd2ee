"""A web log becomes visitors' sessions, with Polars expressions."""

import iceberg
import polars as pl
from contract import INPUT, ready, stage
from parquet_format import ROW_GROUP_ROWS
from polars import col, lit, when
from polars_settings import own_settings
from polars_sink import load

iceberg.start_opening()
ready({**own_settings(), "row_group_size": ROW_GROUP_ROWS})

NUMBER = r"^[0-9]{1,18}$"
OCTET = r"(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
IP = rf"^({OCTET}\.){{3}}{OCTET}$|^[0-9a-fA-F:]*:[0-9a-fA-F:]*$"
TIME = (
    r"^(0[1-9]|[12][0-9]|3[01])/(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"/(19[7-9][0-9]|20[0-9][0-9]):([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r" [+-](0[0-9]|1[0-4])[0-5][0-9]$"
)
STATUS = r"^[1-5][0-9][0-9]$"


def matches(name: str, pattern: str) -> pl.Expr:
    return col(name).str.contains(pattern).fill_null(False)


def code(name: str) -> pl.Expr:
    return col(name).to_physical().cast(pl.Int64)


with stage("cleanse"):
    if any(INPUT.glob("*.csv")):
        raw = pl.scan_csv(INPUT / "*.csv", infer_schema=False)
    else:
        raw = pl.scan_parquet([f for f in INPUT.glob("*.parquet") if f.name != "geo.parquet"])

    # when(), not replace(): that one would leave the streaming engine and hold all texts at once.
    trimmed = raw.select(pl.all().str.strip_chars(" "))
    fields = trimmed.select(when(~pl.all().is_in(["", "-"])).then(pl.all()))
    moment = when(matches("ts", TIME)).then("ts").str.to_datetime(
        "%d/%b/%Y:%H:%M:%S %z", time_unit="us", strict=False
    )  # fmt: skip
    log = (
        fields.with_columns(moment=moment)
        .select(
            reason=when(~matches("event_id", NUMBER)).then(lit("bad_id"))
            .when(~matches("ip", IP)).then(lit("bad_ip"))
            .when(col("moment").is_null()).then(lit("bad_ts"))
            .when(~matches("status", STATUS)).then(lit("bad_status")),
            event_id=col("event_id").cast(pl.Int64, strict=False),
            ip=col("ip").cast(pl.Categorical),
            ts="moment",
            method=col("method").fill_null("(none)").cast(pl.Categorical),
            path=col("path").fill_null("(none)").str.splitn("?", 2).struct[0],
            status=col("status").cast(pl.Int32, strict=False),
            bytes=when(matches("bytes", NUMBER)).then("bytes").cast(pl.Int64).fill_null(0),
            referer="referer",
            user_agent=col("user_agent").fill_null("(none)").cast(pl.Categorical),
        )
        .collect(engine="streaming")
    )  # fmt: skip
    rejects = log.lazy().drop_nulls("reason").group_by("reason").agg(n=pl.len().cast(pl.Int64))
    load("rejects", rejects)
    events = log.filter(col("reason").is_null()).drop("reason")
    del log

with stage("country"):
    octet = col("ip").cast(pl.String).str.split_exact(".", 3).struct
    number = sum(octet[i].cast(pl.Int64, strict=False) * 256 ** (3 - i) for i in range(4))
    geo = pl.scan_parquet(INPUT / "geo.parquet").sort("lo")
    located = (
        events.lazy()
        .select(col("ip").unique())
        .with_columns(number=number)
        .drop_nulls("number")
        .sort("number")
        .join_asof(geo, left_on="number", right_on="lo")
        .filter(col("number") <= col("hi"))
        .select("ip", country=col("cc").cast(pl.Categorical))
    )
    countries = (
        events.lazy()
        .select("ip")
        .join(located, on="ip", how="left", maintain_order="left")
        .select(col("country").fill_null("ZZ"))
    )
    events = events.hstack(countries.collect(engine="streaming"))

with stage("sessionise"):
    # Only numbers are sorted, and their order is undone: the texts stay where they are.
    starts = (col("visitor") != col("visitor").shift()) | (
        col("ts").diff() > pl.duration(minutes=30)
    )
    places = (
        events.lazy()
        .select("ts", "event_id", visitor=code("ip") * 2**32 + code("user_agent"))
        .with_row_index("line")
        .sort("visitor", "ts", "event_id")
        .with_columns(n=pl.int_range(pl.len()), starts=starts.fill_null(True))
        .select(
            "line",
            session=when("starts").then("line").forward_fill(),
            session_id=when("starts").then("event_id").forward_fill(),
            seq=col("n") - when("starts").then("n").forward_fill() + 1,
        )
        .sort("line")
        .drop("line")
    )
    events = events.hstack(places.collect())

with stage("load"):
    texts = col(pl.Categorical).cast(pl.String)
    load("events", events.lazy().drop("session").with_columns(texts))
    events = events.drop("event_id", "method", "referer")

    # Events may share an id, so session_id alone doesn't tell two sessions apart.
    visits = (
        events.lazy()
        .with_row_index("line")
        .group_by("session")
        .agg(
            start_ts=col("ts").min(),
            end_ts=col("ts").max(),
            hits=pl.len().cast(pl.Int64),
            bytes=col("bytes").sum(),
            errors=(col("status") >= 400).sum().cast(pl.Int64),
            exit=col("line").max_by("seq"),
        )
        .collect(engine="streaming")
    )
    first = events.select("session_id", "ip", "user_agent", "country", "path")[visits["session"]]
    last = events.select("path")[visits["exit"]]
    sessions = visits.select(
        first["session_id"],
        first["ip"],
        first["user_agent"],
        first["country"],
        "start_ts",
        "end_ts",
        (col("end_ts") - col("start_ts")).dt.total_seconds().alias("duration_s"),
        "hits",
        "bytes",
        "errors",
        first["path"].alias("entry_path"),
        last["path"].alias("exit_path"),
    )
    load("sessions", sessions.lazy().with_columns(texts))
