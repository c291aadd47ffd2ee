"""Writes tables to PostgreSQL and S3 by PyIceberg, delta-rs and pyarrow, their rows as Parquet."""

import json
import os
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import psycopg2
import pyarrow as pa
import pyarrow.csv
import pyarrow.dataset
import pyarrow.parquet as pq
from deltalake import DeltaTable, write_deltalake
from pyarrow.fs import S3FileSystem
from pyiceberg.catalog import Catalog
from pyiceberg.catalog.rest import RestCatalog
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.transforms import DayTransform

folder = Path(sys.argv[1])
database, rest = os.environ["LAKE_DATABASE"], os.environ["LAKE_REST"]
S3 = {
    "s3.endpoint": os.environ["AWS_ENDPOINT_URL"],
    "s3.access-key-id": os.environ["AWS_ACCESS_KEY_ID"],
    "s3.secret-access-key": os.environ["AWS_SECRET_ACCESS_KEY"],
    "s3.region": "us-east-1",
}
LOGIN = {"credential": f"{os.environ['AWS_ACCESS_KEY_ID']}:{os.environ['AWS_SECRET_ACCESS_KEY']}"}
ROWS = pa.table(
    {
        "id": pa.array([1, 2, 3], pa.int64()),
        "at": pa.array(
            [datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC), None]
        ),
        "amount": pa.array([Decimal("1.50"), Decimal("-0.05"), None], pa.decimal128(10, 2)),
        "score": pa.array([float("nan"), -0.0, None]),
        "name": pa.array(["Zoë", "", None]),
        "tags": pa.array([["a", None], [], None]),
    }
)
INTEGERS = pa.table({"id": pa.array([1, None], pa.int32())})
LARGER = pa.table({"id": pa.array([3_000_000_000], pa.int64())})
PLAIN_HTTP = {"allow_http": "true"}
POSTGRES = """
CREATE SCHEMA sales;
CREATE TABLE sales.orders (id bigint, at timestamptz, local timestamp, day date,
  amount numeric(10,2), score double precision, ratio real, name text, code char(3), flag boolean,
  bytes bytea, tags text[], body jsonb, uid uuid, clock time);
INSERT INTO sales.orders VALUES
  (1, '2026-03-29 03:30+02', '9999-12-31 23:59:59.999999', '0001-01-01', 1.50, 'NaN', 0.1, 'Zoë',
   'a', true, '\\x00ff', ARRAY['a', NULL], '{"a": 1}', '00000000-0000-0000-0000-0000000000ff',
   '23:59:59.5'),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE sales.odd (id bigint, price numeric, until date);
INSERT INTO sales.odd VALUES (1, 1.25, 'infinity');
"""
POSTGRES_ROWS = {
    "id": pa.array([1, 2], pa.int64()),
    "at": pa.array([datetime(2026, 3, 29, 1, 30, tzinfo=UTC), None]),
    "local": pa.array([datetime(9999, 12, 31, 23, 59, 59, 999999), None]),
    "day": pa.array([date(1, 1, 1), None]),
    "amount": pa.array([Decimal("1.50"), None], pa.decimal128(10, 2)),
    "score": pa.array([float("nan"), None]),
    "ratio": pa.array([0.1, None], pa.float32()),
    "name": pa.array(["Zoë", None]),
    "code": pa.array(["a  ", None]),
    "flag": pa.array([True, None]),
    "bytes": pa.array([b"\x00\xff", None]),
    "tags": pa.array([["a", None], None]),
    "body": pa.array(['{"a": 1}', None]),
    "clock": pa.array([86_399_500_000, None], pa.time64("us")),
}


def iceberg(catalog: Catalog) -> None:
    catalog.create_namespace("sales")
    table = catalog.create_table("sales.orders", ROWS.schema)
    with table.update_spec() as spec:
        spec.add_field("at", DayTransform())
    table.append(ROWS.slice(0, 2))
    table.append(ROWS.slice(2))


def objects() -> None:
    store = S3FileSystem(endpoint_override=S3["s3.endpoint"])
    pq.write_to_dataset(ROWS, "lake/plain/orders", ["name"], filesystem=store)
    with store.open_output_stream("lake/plain/orders.csv") as target:
        pyarrow.csv.write_csv(pa.table({"id": [1, 2], "name": ["a", "b"]}), target)


def widened() -> None:
    """An INT became a BIGINT after its first file, as Spark's ALTER TABLE and INSERT leave it."""
    write_deltalake("s3://lake/delta/widened", INTEGERS, storage_options=PLAIN_HTTP)
    metadata = DeltaTable("s3://lake/delta/widened", storage_options=PLAIN_HTTP).metadata()
    change = {"fromType": "integer", "toType": "long"}
    field = {"name": "id", "type": "long", "nullable": True}
    schema = {"type": "struct", "fields": [{**field, "metadata": {"delta.typeChanges": [change]}}]}
    store = S3FileSystem(endpoint_override=S3["s3.endpoint"])
    with store.open_output_stream("lake/delta/widened/larger.parquet") as target:
        pq.write_table(LARGER, target)
    size = store.get_file_info("lake/delta/widened/larger.parquet").size
    features = ["typeWidening"]
    actions = [
        {
            "protocol": {
                "minReaderVersion": 3,
                "minWriterVersion": 7,
                "readerFeatures": features,
                "writerFeatures": features,
            }
        },
        {
            "metaData": {
                "id": metadata.id,
                "format": {"provider": "parquet", "options": {}},
                "schemaString": json.dumps(schema),
                "partitionColumns": [],
                "configuration": {"delta.enableTypeWidening": "true"},
            }
        },
        {
            "add": {
                "path": "larger.parquet",
                "partitionValues": {},
                "size": size,
                "modificationTime": 0,
                "dataChange": True,
            }
        },
    ]
    log = "lake/delta/widened/_delta_log/00000000000000000001.json"
    with store.open_output_stream(log) as target:
        target.write("\n".join(map(json.dumps, actions)).encode())


plain = folder / "plain"
plain.mkdir()
pq.write_table(ROWS, plain / "orders.parquet")
pq.write_table(pa.table(POSTGRES_ROWS), plain / "postgres.parquet")
(plain / "orders.csv").write_text('"id","name"\n1,"a"\n2,"b"\n')
iceberg(SqlCatalog("lake", uri=database, warehouse="s3://lake/warehouse", **S3))
iceberg(RestCatalog("rest", uri=rest, warehouse="s3://tables", **LOGIN, **S3))
write_deltalake("s3://lake/delta/orders", ROWS, storage_options=PLAIN_HTTP)
widened()
pq.write_table(pa.concat_tables([INTEGERS.cast(LARGER.schema), LARGER]), plain / "widened.parquet")
objects()
with (
    psycopg2.connect(database.replace("+psycopg2", "")) as connection,
    connection.cursor() as cursor,
):
    cursor.execute(POSTGRES)
