"""Makes the archive of Spark's classes: runs the built-in jobs once, on a few lines.

Usage: archive_classes.py. It takes half a minute, so it belongs into a set-up or an image's build.
"""

import atexit
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import class_archive
import java
from class_archive import FOLDER, OF_JAVA, OF_SPARK
from pyspark.sql import SparkSession
from spark_session import heap_of, local_session

EVENTS = """event_id,ip,ts,method,path,protocol,status,bytes,referer,user_agent
1,1.0.0.1,10/Oct/2025:13:00:00 +0000,GET,/?a=1,HTTP/1.1,200,5,-,one
2,1.0.0.1,10/Oct/2025:14:00:00 +0000,GET,/,HTTP/1.1,404,5,-,one
3,::1,10/Oct/2025:13:00:00 +0000,GET,/,HTTP/1.1,200,-,"a
b",two
x,1.0.0.1,10/Oct/2025:13:00:00 +0000,GET,/,HTTP/1.1,200,5,-,one
"""
ORDERS = """order_id,customer_id,order_ts,amount
1,1,2025-10-10T13:00:00Z,20.00
2,2,2025-10-10T13:00:00Z,0.50
"""
JOBS = {
    "sessions": "weblogs",
    "customer_tiers": "orders",
    "customer_tiers_udf": "orders",
    "customer_tiers_arrow": "orders",
}
GIVEN = {
    "ETL_CPUS": "2",
    "ETL_MEMORY": str(2 << 30),
    "TIER_GOLD": "10",
    "TIER_SILVER": "5",
    # What is compiled does not count here, and a class that can't be archived is told of at length
    "SPARK_SUBMIT_OPTS": f"-XX:TieredStopAtLevel=1 -Xlog:disable -XX:SharedArchiveFile={OF_JAVA}"
    f" -XX:ArchiveClassesAtExit={OF_SPARK}",
}


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    os.environ.update(GIVEN)
    with TemporaryDirectory() as name:
        folder = Path(name)
        home = java.home(folder)
        dump = ["-Xshare:dump", f"-XX:SharedArchiveFile={OF_JAVA}", "-Xlog:disable"]
        subprocess.run([home / "bin/java", *dump], check=True)
        run_jobs(folder)
        if not OF_SPARK.exists():
            raise SystemExit("Java wrote no archive of Spark's classes")
        made = class_archive.circumstances(home, heap_of(int(GIVEN["ETL_MEMORY"])))
    settings = {**class_archive.in_order(), **class_archive.taken()}
    lines = "".join(f"{name} {value}\n" for name, value in settings.items())
    (FOLDER / "spark-defaults.conf").write_text(lines)
    class_archive.stamp(made)


def run_jobs(folder: Path) -> None:
    """All in one Java, which writes the archive as it ends."""
    spark = local_session("archive_classes")
    write_input(spark, folder)
    for job, source in JOBS.items():
        os.environ.update(ETL_INPUT=str(folder / source), ETL_OUTPUT=str(folder / job))
        # They read their environment once
        for module in ("contract", "sink"):
            sys.modules.pop(module, None)
        runpy.run_path(str(Path(__file__).with_name(f"{job}.py")))
    gateway: Any = spark.sparkContext._gateway
    atexit.unregister(spark.stop)
    spark.stop()
    gateway.proc.stdin.close()
    gateway.proc.wait()


def write_input(spark: SparkSession, folder: Path) -> None:
    for name, file, lines in (("weblogs", "events.csv", EVENTS), ("orders", "orders.csv", ORDERS)):
        (folder / name).mkdir()
        (folder / name / file).write_text(lines)
    geo = spark.sql("SELECT 16777216L AS lo, 16777471L AS hi, 'AU' AS cc")
    geo.write.parquet(str(folder / "weblogs" / "geo.parquet"))


if __name__ == "__main__":
    main()
