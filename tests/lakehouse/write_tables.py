"""Writes tables as PyIceberg and delta-rs write them, each with the same rows as plain Parquet."""

import json
import sys
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, write_deltalake
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.expressions import EqualTo
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.table import Table
from pyiceberg.transforms import BucketTransform, HourTransform, IdentityTransform
from pyiceberg.types import (
    BooleanType,
    DateType,
    DecimalType,
    FixedType,
    FloatType,
    IntegerType,
    LongType,
    MapType,
    NestedField,
    StringType,
    TimeType,
    UUIDType,
)

PLACE = pa.struct([("town", pa.string()), ("height", pa.int32())])
NUMBERED = pa.struct([("n", pa.int64())])
NESTED = pa.schema([("place", PLACE)])

folder = Path(sys.argv[1])
(folder / "warehouse").mkdir()
catalog = SqlCatalog(
    "lake", uri=f"sqlite:///{folder}/catalog.db", warehouse=f"file://{folder}/warehouse"
)
catalog.create_namespace("sales")


def plain(name: str, rows: pa.Table) -> None:
    path = folder / f"plain/{name}.parquet"
    path.parent.mkdir(exist_ok=True)
    pq.write_table(rows, path)


def iceberg(name: str, rows: pa.Table, schema: Any = None) -> Table:
    table = catalog.create_table(("sales", name), schema or rows.schema)
    table.append(rows)
    return table


def delta(name: str, rows: pa.Table, **options: Any) -> DeltaTable:
    write_deltalake(folder / "delta" / name, rows, **options)
    return DeltaTable(folder / "delta" / name)


def append_file(name: str, file: str, rows: pa.Table, *actions: dict[str, Any]) -> None:
    """To a Delta table, with other actions, and without what a writer would check."""
    path = folder / "delta" / name / file
    pq.write_table(rows, path)
    commit(name, quote(file), path.stat().st_size, *actions)


def commit(name: str, file: str, size: int, *actions: dict[str, Any]) -> None:
    table = folder / "delta" / name
    add = {"path": file, "partitionValues": {}, "size": size, "modificationTime": 0}
    lines = [*actions, {"add": {**add, "dataChange": True}}]
    log = table / f"_delta_log/{DeltaTable(table).version() + 1:020}.json"
    log.write_text("\n".join(map(json.dumps, lines)))


def every_type() -> None:
    """Written in two files, of which a row is deleted."""
    before = datetime(1969, 12, 31, 23, 30, tzinfo=UTC)
    rows = pa.table(
        {
            "id": pa.array([1, 2, 3], pa.int64()),
            "at": pa.array([before, datetime(2026, 3, 29, 1, 30, tzinfo=UTC), None]),
            "local": pa.array([datetime(9999, 12, 31), datetime(1, 1, 1), None]),
            "amount": pa.array([Decimal("1.50"), Decimal("-0.05"), None]),
            "score": pa.array([float("nan"), -0.0, None]),
            "name": pa.array(["Zoë", "", None]),
            "bytes": pa.array([b"\x00\xff", b"", None]),
            "tags": pa.array([["a", None], [], None]),
            "place": pa.array([{"city": "Bern", "height": 540}, None, {"city": None, "height": 1}]),
            "day": pa.array(["x", "y", "x"]),
        },
        schema=pa.schema(
            [
                ("id", pa.int64()),
                ("at", pa.timestamp("us", "UTC")),
                ("local", pa.timestamp("us")),
                ("amount", pa.decimal128(10, 2)),
                ("score", pa.float64()),
                ("name", pa.string()),
                ("bytes", pa.binary()),
                ("tags", pa.list_(pa.string())),
                ("place", pa.struct([("city", pa.string()), ("height", pa.int32())])),
                ("day", pa.string()),
            ]
        ),
    )
    more = rows.set_column(0, "id", pa.array([4, 5, 6], pa.int64()))
    kept = pa.concat_tables([rows, more]).filter(pa.compute.field("id") != 5)
    plain("orders", kept)
    table = catalog.create_table("sales.orders", rows.schema)
    with table.update_spec() as spec:
        spec.add_field("at", HourTransform())
        spec.add_field("name", BucketTransform(4))
    table.append(rows)
    table.append(more)
    table.delete(EqualTo("id", 5))
    delta("orders", rows, partition_by=["day"])
    delta("orders", more, mode="append").delete("id = 5")


def renamed() -> None:
    """Columns were renamed and added after the last write, so that no snapshot has their names."""
    table = iceberg("renamed", pa.table({"id": [1, 2], "name": ["a", "b"]}))
    with table.update_schema() as schema:
        schema.rename_column("name", "title")
        schema.add_column("extra", LongType())
    plain(
        "renamed", pa.table({"id": [1, 2], "title": ["a", "b"], "extra": pa.nulls(2, pa.int64())})
    )


def upserted_twice() -> None:
    """Two jobs upsert one key, the second with what it had loaded before."""
    fields = [NestedField(1, "id", LongType(), required=True), NestedField(2, "v", StringType())]
    schema = Schema(*fields, identifier_field_ids=[1])
    arrow = pa.schema([pa.field("id", pa.int64(), nullable=False), ("v", pa.string())])
    table = iceberg("upserted", pa.table({"id": [1], "v": ["a"]}, schema=arrow), schema)
    stale = catalog.load_table("sales.upserted")
    table.upsert(pa.table({"id": [7], "v": ["new"]}, schema=arrow))
    stale.upsert(pa.table({"id": [7], "v": ["new"]}, schema=arrow))
    plain("upserted", pa.table({"id": [1, 7], "v": ["a", "new"]}, schema=arrow))


def every_kind() -> None:
    """Types that Spark does not have, partitioned by a column as it is, with one added later."""
    fields = [
        NestedField(1, "id", IntegerType(), required=True),
        NestedField(2, "u", UUIDType()),
        NestedField(3, "t", TimeType()),
        NestedField(4, "f", FixedType(2)),
        NestedField(5, "d", DateType()),
        NestedField(6, "ok", BooleanType()),
        NestedField(7, "x", FloatType()),
        NestedField(8, "m", MapType(9, StringType(), 10, LongType(), value_required=False)),
        NestedField(11, "part", StringType()),
    ]
    spec = PartitionSpec(PartitionField(11, 1000, IdentityTransform(), "part"))
    table = catalog.create_table("sales.kinds", Schema(*fields), partition_spec=spec)
    rows = [
        {
            "id": 1,
            "u": b"\x01" * 16,
            "t": time(1, 2, 3, 4),
            "f": b"\x00\xff",
            "d": date(1969, 1, 1),
        },
        {"id": 2, "ok": True, "x": 0.1, "m": [("k", 1), ("n", None)], "part": "a/b"},
    ]
    table.append(pa.Table.from_pylist(rows, schema=table.schema().as_arrow()))
    with table.update_schema() as schema:
        schema.add_column("later", DecimalType(38, 10))
        schema.update_column("id", LongType())
    table.append(
        pa.Table.from_pylist(
            [{"id": 1 << 40, "later": Decimal("1.5")}], schema=table.schema().as_arrow()
        )
    )


def nested() -> None:
    """A field was added within a column, and another one renamed."""
    table = iceberg("nested", pa.table({"place": [{"city": "Bern"}, None]}))
    with table.update_schema() as schema:
        schema.add_column(("place", "height"), IntegerType())
        schema.rename_column(("place", "city"), "town")
    plain("nested", pa.table({"place": [{"town": "Bern", "height": None}, None]}, NESTED))


def added() -> None:
    """Files of another writer, which have no ids: one by the first names, one by those of now."""
    catalog.create_table("sales.added", pa.schema([("id", pa.int64()), ("name", pa.string())]))
    table = foreign("added", pa.table({"id": [1, 2], "name": ["a", "b"]}))
    with table.update_schema() as schema:
        schema.rename_column("name", "title")
        schema.add_column("extra", LongType())
    table.append(pa.table({"id": [3], "title": ["c"], "extra": [3]}))
    foreign("added", pa.table({"title": ["d"], "id": [4]}))


def tagged() -> None:
    lines = pa.array([None, [], [{"n": 1}, None]], pa.list_(NUMBERED))
    by_name = pa.array([None, [], [("k", {"n": 2}), ("l", None)]], pa.map_(pa.string(), NUMBERED))
    inner = pa.StructArray.from_arrays([lines], ["lines"], mask=pa.array([False, True, False]))
    tags = [["a", None], [], None]
    rows = pa.table({"tags": tags, "lines": lines, "by_name": by_name, "inner": inner})
    catalog.create_table("sales.tagged", rows.schema)
    foreign("tagged", rows)
    plain("tagged", rows)


def foreign(name: str, rows: pa.Table) -> Table:
    table = catalog.load_table(("sales", name))
    path = folder / "foreign" / f"{name}-{len(table.snapshots())}.parquet"
    path.parent.mkdir(exist_ok=True)
    pq.write_table(rows, path)
    table.add_files([str(path)])
    return table


def with_nan() -> None:
    rows = pa.table({"id": [1, 2, 3], "x": [1.0, float("nan"), None]})
    plain("measured", rows)
    iceberg("measured", rows)
    delta("measured", rows)
    delta('für "50% #1"?', rows)


def old_times() -> None:
    """The file of a table that was Spark's own before: its times are INT96."""
    times = [datetime(9999, 12, 31), datetime(1, 1, 1), datetime(2026, 3, 29, 1, 30, 0, 1)]
    zoned = pa.array(times, pa.timestamp("us", "UTC"))
    columns = {"local": pa.array(times), "at": zoned, "all": pa.array([[time] for time in times])}
    rows = pa.table({"id": [1, 2, 3], **columns, "each": [{"k": time} for time in zoned]})
    plain("int96", rows)
    (file,) = iceberg("int96", rows).inspect.files()["file_path"].to_pylist()
    path = file.removeprefix("file://")
    pq.write_table(pq.read_table(path), path, use_deprecated_int96_timestamps=True)


def wrong_types() -> None:
    """A port appends amounts to whole numbers, and writes nanoseconds, which are cut."""
    delta("amounts", pa.table({"id": [1], "v": pa.array([1], pa.int64())}))
    delta("amounts", pa.table({"id": [2], "v": [2.7]}), mode="append")
    plain("amounts", pa.table({"id": [1, 2], "v": [1.0, 2.7]}))
    nanos = pa.table({"id": [1], "at": pa.array([1_000_000_001], pa.timestamp("ns"))})
    delta("nanos", nanos)
    plain("nanos", nanos)


def foreign_append() -> None:
    """What Daft and DuckDB append where columns are mapped: files by the columns' own names."""
    rows = pa.table({"id": [1, 2], "name": ["a", "b"]})
    plain("foreign", rows)
    delta("foreign", rows.slice(0, 0), configuration={"delta.columnMapping.mode": "name"})
    append_file("foreign", "foreign.parquet", rows)


def odd_names() -> None:
    """Of files: one is called as the log spells the other."""
    delta("odd_names", pa.table({"id": [1]}))
    append_file("odd_names", "a b.parquet", pa.table({"id": [2]}))
    append_file("odd_names", "a%20b.parquet", pa.table({"id": [3]}))
    plain("odd_names", pa.table({"id": [1, 2, 3]}))


def other_case() -> None:
    """Of a column, which was widened: Spark finds it, too."""
    delta("other_case", pa.table({"id": [1]}))
    older = pa.table({"ID": pa.array([2], pa.int32())})
    append_file("other_case", "older.parquet", older, needs("typeWidening"))


def vacuum_checked() -> None:
    """Its second file lacks a column, so it must be decoded."""
    delta("vacuum_checked", pa.table({"id": [1], "name": ["a"]}))
    append_file("vacuum_checked", "b.parquet", pa.table({"id": [2]}), needs("vacuumProtocolCheck"))
    plain("vacuum_checked", pa.table({"id": [1, 2], "name": ["a", None]}))


def cloned() -> None:
    """A shallow clone of a widened table: its log has whole addresses of files."""
    rows = pa.table({"id": [1]})
    (path,) = map(Path, delta("cloned_from", rows).file_uris())
    delta("cloned", rows.slice(0, 0))
    commit("cloned", path.as_uri(), path.stat().st_size, needs("typeWidening"))


def needs(feature: str) -> dict[str, Any]:
    features = {"readerFeatures": [feature], "writerFeatures": [feature]}
    return {"protocol": {"minReaderVersion": 3, "minWriterVersion": 7, **features}}


def overwritten() -> None:
    """PyIceberg overwrites in two snapshots, the first of which has no rows."""
    table = iceberg("overwritten", pa.table({"id": [1, 2]}))
    table.overwrite(pa.table({"id": [3]}))
    plain("overwritten", pa.table({"id": [3]}))
    print(",".join(str(snapshot.snapshot_id) for snapshot in table.snapshots()))


catalog.create_table("sales.empty", pa.schema([("id", pa.int64())]))
for write in (
    every_type,
    every_kind,
    renamed,
    nested,
    added,
    tagged,
    upserted_twice,
    with_nan,
    old_times,
    wrong_types,
    foreign_append,
    odd_names,
    other_case,
    vacuum_checked,
    cloned,
    overwritten,
):
    write()
