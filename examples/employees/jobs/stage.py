"""Raw CSV becomes clean, typed employees, staged as Parquet: the first stage, in Polars."""

import os

import polars as pl
from lake import STAGED

SCHEMA = {
    "employee_id": pl.Int64,
    "name": pl.String,
    "department": pl.String,
    "status": pl.String,
    "hired_on": pl.Date,
    "salary": pl.Decimal(10, 2),
}


def stage() -> None:
    department = pl.col("department").str.strip_chars(" ")
    STAGED.mkdir(parents=True)
    pl.scan_csv(f"{os.environ['ETL_INPUT']}/*.csv", schema=SCHEMA).with_columns(
        department=pl.when(department != "").then(department).otherwise(pl.lit("Unassigned")),
        status=pl.col("status").str.strip_chars(" ").str.to_lowercase(),
    ).sink_parquet(STAGED / "part-0.parquet")


if __name__ == "__main__":
    stage()
