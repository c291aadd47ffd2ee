"""The last stage: fails unless each table holds what the stage before it gave."""

import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from lake import STAGED, load_table


def load(name: str) -> pa.Table:
    return load_table(name).scan().to_arrow()


def columns(table: pa.Table) -> dict[str, str]:
    return {field.name: str(field.type).removeprefix("large_") for field in table.schema}


def require(what: str, given: object, found: object) -> None:
    if found != given:
        sys.exit(f"{what}: {given} were given, {found} were found")


staged, employees, active, counts = (
    pq.read_table(STAGED),
    load("employees"),
    load("active_employees"),
    load("department_counts"),
)
require("columns of employees", columns(staged), columns(employees))
require("rows of employees", staged.num_rows, employees.num_rows)
expected = employees.filter(pc.field("status") == "active").num_rows
require("rows of active_employees", expected, active.num_rows)
require("employees of department_counts", expected, pc.sum(counts["employees"]).as_py())
