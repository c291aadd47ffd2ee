"""Operations on a Delta table of orders, by Polars and delta-rs."""

from datetime import datetime

import orders_delta
import polars as pl
from contract import ready
from delta_operations import Orders, perform
from polars_settings import own_settings


class PolarsOrders(Orders):
    def spend(self, name: str, at: int | datetime | None = None) -> None:
        rows = orders_delta.spend(pl.scan_delta(self.table, version=at))
        rows.sink_parquet(self.folder / f"{name}.parquet")


ready(own_settings())
perform(PolarsOrders)
