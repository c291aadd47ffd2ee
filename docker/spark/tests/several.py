"""Runs jobs one after the other in one Spark.

A line of stdin is a job and its environment, as JSON: {"job": …, "env": {…}}.
"""

import json
import os
import runpy
import sys
from pathlib import Path

JOBS = Path(__file__).parents[1] / "jobs"
sys.path.insert(0, str(JOBS))

for line in sys.stdin:
    case = json.loads(line)
    os.environ.update(case["env"])
    # They read their environment once
    for module in ("contract", "sink"):
        sys.modules.pop(module, None)
    runpy.run_path(str(JOBS / f"{case['job']}.py"), run_name="__main__")
