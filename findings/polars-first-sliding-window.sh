#!/usr/bin/env bash
# Polars' sliding windows begin with the first row's last window: rows at the start are missing from the windows before it.
#
# Polars 2.1.0, `group_by_dynamic("ts", every="5m", period="10m")`: a row at 10:07 belongs to the windows that begin at 10:00 and at
# 10:05. If it is the first row, only 10:05 comes back, so the first windows of each file, day or group hold too little. Spark's
# window("ts", "10 minutes", "5 minutes") and Polars with an earlier row in the data have both.
#
# Needs Python 3.11 with venv. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check polars==2.1.0
venv/bin/python - <<'PY'
from datetime import datetime

import polars as pl

def windows_of(*minutes):
    frame = pl.DataFrame({"ts": [datetime(2024, 1, 1, 9 + m // 60, m % 60) for m in minutes]})
    counted = frame.group_by_dynamic("ts", every="5m", period="10m").agg(rows=pl.len())
    return {begin.strftime("%H:%M"): rows for begin, rows in counted.rows()}

alone, after = windows_of(67), windows_of(50, 67)
print("only a row at 10:07:      ", alone)
print("with another row at 09:50:", after)
assert alone == {"10:05": 1}
assert after["10:00"] == 1 and after["10:05"] == 1
PY
