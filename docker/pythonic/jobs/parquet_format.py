"""How a job's Parquet is written, in files and in tables."""

# About what DuckDB and Polars write by themselves
ROW_GROUP_ROWS = 122_880
