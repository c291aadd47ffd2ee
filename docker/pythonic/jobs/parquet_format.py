"""How a job's Parquet is written, in files and in tables."""

# As Spark writes files; tables have their own
CODEC = "snappy"
# About what DuckDB and Polars write by themselves
ROW_GROUP_ROWS = 122_880
