"""What etl-compare passes to a job in environment variables."""

import os
from pathlib import Path

INPUT = Path(os.environ["ETL_INPUT"])
OUTPUT = Path(os.environ["ETL_OUTPUT"])
