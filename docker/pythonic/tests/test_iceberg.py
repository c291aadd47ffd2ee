"""The built-in jobs, loaded into Iceberg: rows, and what a table's metadata say of them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import iceberg
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from pyiceberg.catalog.sql import SqlCatalog
from pyiceberg.conversions import from_bytes
from pyiceberg.types import PrimitiveType
from test_cases import PROJECT, SESSIONS_TYPES, expected, sessions_input, str_values

TEXT_BOUND = 16


def load(engine: str, folder: Path) -> SqlCatalog:
    warehouse = folder / "it's a warehouse"
    warehouse.mkdir()
    uri = f"sqlite:///{folder}/catalog.db"
    settings = {"type": "sql", "uri": uri, "warehouse": f"file://{warehouse}"}
    catalog = SqlCatalog("lake", **settings)
    catalog.create_namespace("loaded")
    (folder / "output").mkdir()
    subprocess.run(
        [sys.executable, f"jobs/sessions_{engine}.py", "iceberg:lake.loaded"],
        cwd=PROJECT,
        env={
            **os.environ,
            "ETL_INPUT": str(sessions_input(folder / "input", "csv")),
            "ETL_OUTPUT": str(folder / "output"),
            "ETL_CATALOGS": json.dumps({"lake": settings}),
        },
        check=True,
    )
    return catalog


def shortest(column: pa.ChunkedArray) -> tuple[Any, Any]:
    """Minimum and maximum as a table's metadata may have them: of a long text, its beginning."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    found = pc.min_max(column).as_py()
    low, high = found["min"], found["max"]
    if isinstance(high, str) and len(high) > TEXT_BOUND:
        high = high[: TEXT_BOUND - 1] + chr(ord(high[TEXT_BOUND - 1]) + 1)
    return low[:TEXT_BOUND] if isinstance(low, str) else low, high


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_sessions_in_iceberg_are_as_defined_and_their_metadata_are_true(
    engine: str, tmp_path: Path
) -> None:
    catalog = load(engine, tmp_path)
    for name, types in SESSIONS_TYPES.items():
        table = catalog.load_table(("loaded", name))
        rows = table.scan().to_arrow()
        assert sorted(rows.to_pylist(), key=str_values) == expected("sessions", name, types)
        [task] = table.scan().plan_files()
        file, columns = task.file, table.schema().fields
        assert file.record_count == rows.num_rows
        footer = pq.read_metadata(file.file_path.removeprefix("file://"))
        ids = [field.metadata[b"PARQUET:field_id"] for field in footer.schema.to_arrow_schema()]
        assert [int(each) for each in ids] == [column.field_id for column in columns]
        assert footer.row_group(0).column(0).compression == iceberg.CODEC.upper()
        for column in columns:
            values, number = rows[column.name], column.field_id
            assert file.null_value_counts[number] == values.null_count
            kept = [each.get(number) for each in (file.lower_bounds, file.upper_bounds)]
            of_type = column.field_type
            assert isinstance(of_type, PrimitiveType)
            found = [None if each is None else from_bytes(of_type, each) for each in kept]
            assert tuple(found) == shortest(values), column.name
