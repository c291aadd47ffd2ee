"""Frames of every engine that is here, compared by the real command line."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from etl_compare import assert_same

ROWS: dict[str, list[Any]] = {
    "id": [1, 2, 3],
    "name": ["a", "b", None],
    "amount": [Decimal("1.50"), Decimal("2.25"), None],
    "rate": [0.5, None, 1e-9],
    "at": [datetime(2026, 11, 1, 0, 30), datetime(2026, 11, 2), None],
    "seen": [datetime(2026, 11, 1, 0, 30, tzinfo=UTC), None, datetime(2026, 11, 2, tzinfo=UTC)],
}
DECIMAL = pa.decimal128(12, 2)
TABLE = pa.table(
    ROWS,
    schema=pa.schema(
        {
            "id": pa.int64(),
            "name": pa.string(),
            "amount": DECIMAL,
            "rate": pa.float64(),
            "at": pa.timestamp("us"),
            "seen": pa.timestamp("us", "UTC"),
        }
    ),
)


def polars_frame() -> pl.DataFrame:
    frame = pl.from_arrow(TABLE)
    assert isinstance(frame, pl.DataFrame)
    return frame


def changed_frame() -> pl.DataFrame:
    more = pl.col("amount") + Decimal("0.02")
    return polars_frame().with_columns(amount=more.cast(pl.Decimal(12, 2)))


def duckdb_relation() -> Any:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'America/New_York'")
    return connection.from_arrow(TABLE)


def pandas_frame() -> Any:
    exact = {pa.int64(): pd.Int64Dtype(), DECIMAL: pd.ArrowDtype(DECIMAL)}
    return TABLE.to_pandas(types_mapper=exact.get)


FRAMES: dict[str, Callable[[], object]] = {
    "pyarrow": lambda: TABLE,
    "polars": polars_frame,
    "polars-lazy": lambda: polars_frame().lazy(),
    "pandas": pandas_frame,
    "duckdb": duckdb_relation,
}


@pytest.mark.parametrize("engine", FRAMES)
def test_frames_of_every_engine_hold_the_same_data(engine: str) -> None:
    assert_same(FRAMES[engine](), polars_frame(), key="id")


@pytest.mark.parametrize("engine", FRAMES)
def test_what_differs_is_the_message(engine: str) -> None:
    changed = changed_frame()
    with pytest.raises(AssertionError) as raised:
        assert_same(FRAMES[engine](), changed, key="id")
    message = str(raised.value)
    assert "2 rows changed; rows are matched by id" in message
    assert "greatest difference 0.02" in message
    assert "a frame of polars" in message
    assert "frame.parquet" not in message


def test_paths_are_taken_as_they_are(tmp_path: Path) -> None:
    polars_frame().write_parquet(tmp_path / "orders.parquet")
    assert_same(tmp_path / "orders.parquet", str(tmp_path / "orders.parquet"))
    assert_same(polars_frame(), tmp_path / "orders.parquet")


def test_rows_have_no_order_and_types_count() -> None:
    assert_same(polars_frame().reverse(), TABLE)
    with pytest.raises(AssertionError, match="integer"):
        assert_same(polars_frame().with_columns(pl.col("id").cast(pl.Int32)), TABLE, key="id")


def test_a_key_has_several_columns() -> None:
    frame = pl.DataFrame({"id": [1, 1], "line": [1, 2], "x": [1, 2]})
    for key in ("id,line", ["id", "line"]):
        with pytest.raises(AssertionError, match="rows are matched by id, line"):
            assert_same(frame, frame.with_columns(x=pl.col("x") + 1), key=key)


def test_sums_of_duckdb_keep_all_their_digits() -> None:
    total = duckdb.sql("SELECT sum(x) AS x FROM (VALUES (9007199254740993), (1)) t(x)")
    assert str(total.types[0]) == "HUGEINT"
    exact = pa.table({"x": pa.array([Decimal("9007199254740994")], pa.decimal128(38, 0))})
    assert_same(total, exact)


@pytest.mark.parametrize(
    ("options", "passes"),
    [
        ({}, False),
        ({"tolerance": {"amount": 0.02}}, True),
        ({"tolerance": {"amount": 0.01}}, False),
        ({"rel": {"amount": 0.02}}, True),
        ({"ignore": ["amount"]}, True),
        ({"columns": ["id", "name"]}, True),
        ({"accept": {"amount": ["unexplained"]}}, True),
        ({"accept": {"rate": ["unexplained"]}}, False),
        ({"accept": ["trimming"]}, False),
        ({"where": "amount IS NULL"}, True),
        ({"max_changed": 2}, True),
        ({"max_changed": "10%"}, False),
    ],
)
def test_what_is_allowed(options: dict[str, Any], passes: bool) -> None:
    if passes:
        assert_same(TABLE, changed_frame(), key="id", **options)
    else:
        with pytest.raises(AssertionError):
            assert_same(TABLE, changed_frame(), key="id", **options)


def test_columns_may_have_other_names_or_no_counterpart() -> None:
    renamed = polars_frame().rename({"id": "order_id"}).with_columns(more=1)
    with pytest.raises(AssertionError):
        assert_same(TABLE, renamed, rename={"id": "order_id"})
    assert_same(TABLE, renamed, key="order_id", rename={"id": "order_id"}, common_columns=True)


def test_keys_are_folded_on_request() -> None:
    a, b = pl.DataFrame({"k": ["x", "y"]}), pl.DataFrame({"k": [" X", "y"]})
    with pytest.raises(AssertionError):
        assert_same(a, b, key="k", key_trim=True)
    assert_same(a, b, key=["k"], key_trim=True, key_ignore_case=True)


def test_values_are_hidden_on_request() -> None:
    with pytest.raises(AssertionError) as raised:
        assert_same(pl.DataFrame({"x": ["secret"]}), pl.DataFrame({"x": ["other"]}), values=False)
    assert "secret" not in str(raised.value)


def test_an_index_of_pandas_is_data_where_it_has_a_name() -> None:
    frame = pd.DataFrame({"id": [3, 1], "x": [1.5, 2.5]})
    assert_same(frame.set_index("id"), frame, key="id")
    assert_same(frame[frame.x > 2], pl.DataFrame({"id": [1], "x": [2.5]}))


def test_integers_of_pandas_stay_integers() -> None:
    frame = pd.DataFrame({"id": pd.array([1, None], dtype="Int64")})
    assert_same(frame, pl.DataFrame({"id": [1, None]}))


def test_pandas_has_null_where_it_has_nan() -> None:
    assert_same(pd.DataFrame({"x": [1.5, float("nan")]}), pl.DataFrame({"x": [1.5, None]}))


def test_zones_count() -> None:
    at = pd.DataFrame({"at": pd.to_datetime(["2026-11-01 12:00"]).tz_localize("Europe/Berlin")})
    utc = pl.DataFrame({"at": [datetime(2026, 11, 1, 11, tzinfo=UTC)]})
    assert_same(at, utc)
    with pytest.raises(AssertionError):
        assert_same(at, utc.with_columns(pl.col("at").dt.replace_time_zone(None)))
