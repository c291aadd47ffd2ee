"""A table of PostgreSQL, or what a query gives, read by psycopg2. libpq finds the login itself."""

import uuid
from collections.abc import Iterator
from typing import Any

import parquet_files
import psycopg2
import pyarrow as pa
from failure import Failure, first_line
from psycopg2 import errors, extensions, extras, sql

ROWS = 20_000
NO_PRECISION = 65535
# By PostgreSQL's numbers of its types, which are the same in every database.
TYPES: dict[int, pa.DataType] = {
    16: pa.bool_(),
    17: pa.binary(),
    20: pa.int64(),
    21: pa.int16(),
    23: pa.int32(),
    25: pa.string(),
    114: pa.string(),
    700: pa.float32(),
    701: pa.float64(),
    1042: pa.string(),
    1043: pa.string(),
    1082: pa.date32(),
    1083: pa.time64("us"),
    1114: pa.timestamp("us"),
    1184: pa.timestamp("us", "UTC"),
    2950: pa.uuid(),
    3802: pa.string(),
}
ARRAYS = {1000: 16, 1005: 21, 1007: 23, 1016: 20, 1021: 700, 1022: 701, 1009: 25, 1015: 1043}
NUMERIC = 1700


def read(question: dict[str, Any]) -> dict[str, object]:
    try:
        connection = psycopg2.connect(question["address"])
    except psycopg2.Error as error:
        raise Failure("database", detail=first_line(error)) from error
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    extras.register_default_json(connection, loads=str)
    extras.register_default_jsonb(connection, loads=str)
    refuse_infinity(connection)
    chosen = rows_of(question)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("SET TimeZone = 'UTC'")
            cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(chosen))
            schema = schema_of(cursor)
        with connection, connection.cursor("etl_compare") as cursor:
            cursor.execute(sql.SQL("SELECT * FROM {}").format(chosen))
            parquet_files.write(batches(cursor, schema), schema, question["folder"], 0)
    except (errors.UndefinedTable, errors.InvalidSchemaName) as error:
        if question["query"]:
            raise
        raise Failure("missing", tables=tables(connection)) from error
    return {"done": True}


def rows_of(question: dict[str, Any]) -> sql.Composable:
    if question["query"]:
        return sql.SQL("(") + sql.SQL(question["query"]) + sql.SQL("\n) AS rows")
    return sql.Identifier(*question["table"])


def schema_of(cursor: Any) -> pa.Schema:
    """:raises Failure: where a column's type is none that is kept whole"""
    fields = []
    for column in cursor.description:
        kind = type_of(column)
        if kind is None:
            cursor.execute("SELECT format_type(%s, NULL)", [column.type_code])
            (name,) = cursor.fetchone()
            detail = f"column '{column.name}' has the type {name}, which is not read"
            raise Failure("unread", detail=f"{detail}: cast it in a query")
        fields.append((column.name, kind))
    return pa.schema(fields)


def type_of(column: Any) -> pa.DataType | None:
    if column.type_code in ARRAYS:
        return pa.list_(TYPES[ARRAYS[column.type_code]])
    if column.type_code != NUMERIC:
        return TYPES.get(column.type_code)
    # Without a precision, each row may have another scale.
    if column.precision in (None, NO_PRECISION) or not 0 <= column.scale <= column.precision <= 38:
        return None
    return pa.decimal128(column.precision, column.scale)


def batches(cursor: Any, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    while rows := cursor.fetchmany(ROWS):
        columns = zip(*rows, strict=True)
        arrays = [array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
        yield pa.record_batch(arrays, schema=schema)


def array(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    if kind != pa.uuid():
        return pa.array(values, kind)
    stored = [None if value is None else uuid.UUID(value).bytes for value in values]
    return pa.ExtensionArray.from_storage(kind, pa.array(stored, pa.binary(16)))


def refuse_infinity(connection: Any) -> None:
    """psycopg2 makes an infinite date the last one that Python has."""
    dates = {1082: extensions.PYDATE, 1114: extensions.PYDATETIME, 1184: extensions.PYDATETIMETZ}
    for number, finite in dates.items():

        def strict(value: str | None, cursor: Any, finite: Any = finite) -> Any:
            if value in ("infinity", "-infinity"):
                raise Failure("unread", detail=f"it has the date {value}: cast it in a query")
            return finite(value, cursor)

        extensions.register_type(extensions.new_type((number,), "STRICT", strict), connection)


def tables(connection: Any) -> list[str]:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables "
            "WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]
