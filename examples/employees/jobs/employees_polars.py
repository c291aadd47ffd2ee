"""Phase 1: Polars does the work. PyIceberg only loads the tables."""

from curate import curate
from lake import publish_employees
from stage import stage

stage()
publish_employees()
curate()
