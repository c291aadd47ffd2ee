"""Proves in a test that two tables hold the same data, or says why not."""

from etl_compare.assert_same import assert_same

__all__ = ["assert_same"]
