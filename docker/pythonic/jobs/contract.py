"""What etl-compare passes to a job in environment variables, and what the job reports back."""

import os
from pathlib import Path

from reports import ready as ready
from reports import stage as stage
from resources import CPUS as CPUS
from resources import MEMORY as MEMORY

INPUT = Path(os.environ["ETL_INPUT"])
OUTPUT = Path(os.environ["ETL_OUTPUT"])
