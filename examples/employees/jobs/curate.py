"""Active employees, and their counts by department, by Polars."""

import polars as pl
from lake import load_table, replace


def curate() -> None:
    employees = pl.scan_iceberg(load_table("employees"))
    active = employees.filter(pl.col("status") == "active").drop("status").collect()
    counts = active.group_by("department").agg(
        employees=pl.len().cast(pl.Int64), payroll=pl.col("salary").sum().cast(pl.Decimal(20, 2))
    )
    replace("active_employees", active.to_arrow())
    replace("department_counts", counts.to_arrow())


if __name__ == "__main__":
    curate()
