"""Whether datacompy finds two Parquet files equal.

Usage: compare.py pandas|polars A B KEY
"""

import json
import sys

import datacompy
import pandas as pd
import polars as pl

frames, a, b, key = sys.argv[1:]

if frames == "pandas":
    comparison = datacompy.PandasCompare(pd.read_parquet(a), pd.read_parquet(b), join_columns=key)
else:
    comparison = datacompy.PolarsCompare(pl.read_parquet(a), pl.read_parquet(b), join_columns=key)

equal = bool(comparison.matches())  # pandas answers with a numpy.bool
comparison.report()

print(json.dumps({"equal": equal}))
