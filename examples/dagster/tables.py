"""Tables of a day as Parquet, read and written by the engine that the configuration names."""

import os
import shutil
from functools import cache
from pathlib import Path

import narwhals as nw
from dagster import AssetKey, ConfigurableIOManager, InputContext, OutputContext
from narwhals import LazyFrame
from pyspark.sql import SparkSession

LAKE = Path(os.environ.get("LAKE", Path(__file__).resolve().parent / "lake"))


def place(asset: AssetKey, partition: str) -> Path:
    """The same for every engine, so each can go on where another one stopped."""
    return LAKE.joinpath(*asset.path, f"dt={partition}", f"{asset.path[-1]}.parquet")


class Tables(ConfigurableIOManager):
    """`backend` is `duckdb` or `pyspark`."""

    backend: str

    def load_input(self, context: InputContext) -> LazyFrame:
        file = place(context.asset_key, context.partition_key)
        session = {"session": spark()} if self.backend == "pyspark" else {}
        return nw.scan_parquet(str(file), backend=self.backend, **session)

    def handle_output(self, context: OutputContext, table: LazyFrame) -> None:
        """Computes the table, which was lazy until here. So the work is in this step's time."""
        file = place(context.asset_key, context.partition_key)
        shutil.rmtree(file.parent, ignore_errors=True)
        file.parent.mkdir(parents=True)
        table.sink_parquet(str(file))


@cache
def spark() -> SparkSession:
    """Begun by the first step that reads with it, so its start is in that step's time."""
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", 4)
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .config("spark.ui.enabled", False)
        .config("spark.ui.showConsoleProgress", False)
        .getOrCreate()
    )
