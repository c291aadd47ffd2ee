"""Cores and memory that etl-compare gives a program."""

import os

CPUS = int(os.environ.get("ETL_CPUS") or os.cpu_count() or 1)
MEMORY = int(
    os.environ.get("ETL_MEMORY") or os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
)
