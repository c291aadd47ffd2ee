"""Phase 2: PyIceberg and Arrow, without a query engine."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from lake import STAGED, load_table, publish_employees, replace
from pyarrow import csv
from pyiceberg.expressions import EqualTo

SCHEMA = pa.schema(
    [
        ("employee_id", pa.int64()),
        ("name", pa.string()),
        ("department", pa.string()),
        ("status", pa.string()),
        ("hired_on", pa.date32()),
        ("salary", pa.decimal128(10, 2)),
    ]
)
COLUMNS = ["employee_id", "name", "department", "hired_on", "salary"]

options = csv.ConvertOptions(column_types=SCHEMA)
files = sorted(Path(os.environ["ETL_INPUT"]).glob("*.csv"))
raw = pa.concat_tables(csv.read_csv(file, convert_options=options) for file in files)
department = pc.utf8_trim(raw["department"], characters=" ")
department = pc.if_else(pc.not_equal(department, ""), department, "Unassigned")
status = pc.utf8_lower(pc.utf8_trim(raw["status"], characters=" "))
STAGED.mkdir(parents=True)
clean = raw.set_column(2, "department", department).set_column(3, "status", status)
pq.write_table(clean, STAGED / "part-0.parquet")

publish_employees()
employees = load_table("employees")
active = employees.scan(EqualTo("status", "active"), selected_fields=tuple(COLUMNS)).to_arrow()
counts = active.group_by("department").aggregate([([], "count_all"), ("salary", "sum")])
replace("active_employees", active)
replace(
    "department_counts",
    pa.table(
        {
            "department": counts["department"],
            "employees": counts["count_all"],
            "payroll": counts["salary_sum"].cast(pa.decimal128(20, 2)),
        }
    ),
)
