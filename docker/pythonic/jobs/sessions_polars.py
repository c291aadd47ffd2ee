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
    texts = pl.col("method", "path", "referer", "user_agent")
    fields = trimmed.with_columns(when(~texts.is_in(["", "-"])).then(texts))
    # Polars parses a time several times faster without its offset
    local = col("ts").str.head(20).str.to_datetime(
        "%d/%b/%Y:%H:%M:%S", time_unit="us", strict=False, cache=False
    )  # fmt: skip
    offset = col("ts").str.tail(5).cast(pl.Int64, strict=False)
    minutes = (offset.abs() // 100 * 60 + offset.abs() % 100) * offset.sign()
    moment = when(matches("ts", TIME)).then(
        (local - pl.duration(minutes=minutes)).dt.replace_time_zone("UTC")
    )
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
    steps = (
        events.lazy()
        .select(
            "ts",
            "event_id",
            "bytes",
            error=col("status") >= 400,
            visitor=code("ip") * 2**32 + code("user_agent"),
        )
        .with_row_index("line")
        .sort("visitor", "ts", "event_id")
        .with_columns(starts=starts.fill_null(True))
        .drop("visitor")
        .with_row_index("n")
        .collect()
    )
    first = steps.filter("starts").select("line", "ts", "event_id", "n")
    # A session's sums are what the running sums grew by since the last one's end
    last = (
        steps.lazy()
        .with_columns(col("bytes").cum_sum(), errors=col("error").cast(pl.Int64).cum_sum())
        .filter(col("starts").shift(-1, fill_value=True))
        .select(
            "line",
            "ts",
            hits=col("n").cast(pl.Int64).diff().fill_null(col("n").cast(pl.Int64) + 1),
            bytes=col("bytes").diff().fill_null(col("bytes")),
            errors=col("errors").diff().fill_null(col("errors")),
        )
        .collect()
    )
    places = (
        steps.lazy()
        .select(
            "line",
            session_id=when("starts").then("event_id").forward_fill(),
            seq=(col("n") - when("starts").then("n").forward_fill()).cast(pl.Int64) + 1,
        )
        .sort("line")
        .drop("line")
        .collect()
    )
    del steps
    sessions = events[first["line"]].select(
        first["event_id"].alias("session_id"),
        "ip",
        "user_agent",
        "country",
        first["ts"].alias("start_ts"),
        last["ts"].alias("end_ts"),
        (last["ts"] - first["ts"]).dt.total_seconds().alias("duration_s"),
        last["hits"],
        last["bytes"],
        last["errors"],
        entry_path="path",
        exit_path=events["path"][last["line"]],
    )

with stage("load"):
    load("sessions", sessions.lazy())
    del sessions
    load("events", events.hstack(places).lazy())
