"""A web log becomes visitors' sessions, with DuckDB SQL."""

from pathlib import Path
from tempfile import TemporaryDirectory

import iceberg
from contract import INPUT, ready, stage
from duckdb_settings import connect, own_settings
from duckdb_sink import load
from parquet_format import ROW_GROUP_ROWS

# The SQL sees the relations `raw`, `log` and `geo`, Python variables below, as tables.

MACROS = r"""
    -- trim() copies every text, so it is called only where a space stands at an end
    CREATE MACRO known(t) AS
        nullif(nullif(IF(t LIKE ' %' OR t LIKE '% ', trim(t, ' '), t), ''), '-');
    CREATE MACRO is_number(t) AS regexp_full_match(t, '[0-9]{1,18}');
    CREATE MACRO is_ip(t) AS regexp_full_match(t,
        '(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.){3}'
        || '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
        || '|[0-9a-fA-F:]*:[0-9a-fA-F:]*');
    CREATE MACRO is_time(t) AS regexp_full_match(t,
        '(?:0[1-9]|[12][0-9]|3[01])/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
        || '/(?:19[7-9][0-9]|20[0-9][0-9]):(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]'
        || ' [+-](?:0[0-9]|1[0-4])[0-5][0-9]');
    CREATE MACRO is_status(t) AS regexp_full_match(t, '[1-5][0-9][0-9]');
    CREATE MACRO octet(ip, i) AS split_part(ip, '.', i)::BIGINT;
"""

LOG = r"""
    WITH fields AS (SELECT known(COLUMNS('(.*)')) AS '\1' FROM raw),
    timed AS (
        SELECT *, IF(is_time(ts), try_strptime(ts, '%d/%b/%Y:%H:%M:%S %z'), NULL) AS moment
        FROM fields
    )
    SELECT
        CASE WHEN is_number(event_id) IS NOT TRUE THEN 'bad_id'
             WHEN is_ip(ip) IS NOT TRUE THEN 'bad_ip'
             WHEN moment IS NULL THEN 'bad_ts'
             WHEN is_status(status) IS NOT TRUE THEN 'bad_status' END AS reason,
        try_cast(event_id AS BIGINT) AS event_id,
        ip,
        epoch_us(moment) AS us,
        coalesce(method, '(none)') AS method,
        split_part(coalesce(path, '(none)'), '?', 1) AS path,
        try_cast(status AS INT) AS status,
        IF(is_number(bytes), try_cast(bytes AS BIGINT), 0) AS bytes,
        referer,
        coalesce(user_agent, '(none)') AS user_agent
    FROM timed
"""

VISITORS = """
    CREATE TABLE visitors AS
    WITH pairs AS (SELECT DISTINCT ip, user_agent FROM log WHERE reason IS NULL),
    numbered AS (
        SELECT row_number() OVER ()::INT AS visitor, ip, user_agent,
               IF(contains(ip, ':'), NULL, octet(ip, 1) * 16777216 + octet(ip, 2) * 65536
                                         + octet(ip, 3) * 256 + octet(ip, 4)) AS number
        FROM pairs
    )
    SELECT visitor, ip, user_agent, CASE WHEN number <= hi THEN cc ELSE 'ZZ' END AS country
    FROM numbered ASOF LEFT JOIN geo ON number >= lo
"""

# Only numbers are sorted: the texts stay in the log, and a row of it is found by its number.
PLACES = """
    CREATE TABLE places AS
    WITH visits AS (
        SELECT file_row_number AS line, visitor, us, event_id
        FROM log JOIN visitors USING (ip, user_agent) WHERE reason IS NULL
    ),
    steps AS (
        SELECT *, row_number() OVER w AS n,
               coalesce(us - lag(us) OVER w > 30 * 60 * 1000000, true) AS starts
        FROM visits WINDOW w AS (PARTITION BY visitor ORDER BY us, event_id)
    )
    SELECT line, visitor, n,
           last_value(IF(starts, n, NULL) IGNORE NULLS) OVER w AS first_n,
           last_value(IF(starts, event_id, NULL) IGNORE NULLS) OVER w AS session_id
    FROM steps WINDOW w AS (PARTITION BY visitor ORDER BY n)
"""

EVENTS = """
    SELECT event_id, log.ip, make_timestamptz(us) AS ts, method, path, status, bytes, referer,
           log.user_agent, country, session_id, n - first_n + 1 AS seq
    FROM log JOIN places ON line = file_row_number JOIN visitors USING (visitor)
"""

# Events may share an id, so session_id alone doesn't tell two sessions apart.
SESSIONS = """
    WITH visits AS (
        SELECT visitor, session_id,
               make_timestamptz(min(us)) AS start_ts, make_timestamptz(max(us)) AS end_ts,
               (max(us) - min(us)) // 1000000 AS duration_s,
               count(*) AS hits, sum(bytes)::BIGINT AS bytes,
               count(*) FILTER (status >= 400) AS errors,
               arg_min(path, n) AS entry_path, arg_max(path, n) AS exit_path
        FROM log JOIN places ON line = file_row_number
        GROUP BY visitor, first_n, session_id
    )
    SELECT session_id, ip, user_agent, country, start_ts, end_ts, duration_s, hits, bytes, errors,
           entry_path, exit_path
    FROM visits JOIN visitors USING (visitor)
"""

REJECTS = "SELECT reason, count(*) AS n FROM log WHERE reason IS NOT NULL GROUP BY reason"

with TemporaryDirectory() as scratch:
    db = connect(scratch, preserve_insertion_order=False)
    iceberg.start_opening()
    ready({**own_settings(db), "row_group_size": ROW_GROUP_ROWS})

    with stage("cleanse"):
        db.execute(MACROS)
        if any(INPUT.glob("*.csv")):
            raw = db.read_csv(
                str(INPUT / "*.csv"),
                header=True,
                all_varchar=True,
                sep=",",
                quotechar='"',
                escapechar='"',
                comment="",
            )
        else:
            files = [str(f) for f in INPUT.glob("*.parquet") if f.name != "geo.parquet"]
            raw = db.read_parquet(files)
        # As Parquet the cleansed log needs a sixth of the memory that a table would.
        cleansed = str(Path(scratch) / "log.parquet")
        db.sql(LOG).write_parquet(cleansed, compression="lz4")
        log = db.read_parquet(cleansed, file_row_number=True)

    with stage("country"):
        geo = db.read_parquet(str(INPUT / "geo.parquet"))
        db.execute(VISITORS)

    with stage("sessionise"):
        db.execute(PLACES)

    with stage("load"):
        tables = {"events": EVENTS, "sessions": SESSIONS, "rejects": REJECTS}
        for name, query in tables.items():
            load(db, name, db.sql(query))
