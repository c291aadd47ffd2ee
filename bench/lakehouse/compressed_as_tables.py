"""Runs a job with its Parquet compressed as its Iceberg tables are:  compressed_as_tables.py JOB"""

import runpy
import sys
from pathlib import Path

job = Path(sys.argv.pop(1))
sys.path.insert(0, str(job.parent))

import iceberg  # noqa: E402
import parquet_format  # noqa: E402

parquet_format.CODEC = iceberg.CODEC
runpy.run_path(str(job), run_name="__main__")
