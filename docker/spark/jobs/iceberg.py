"""The Iceberg namespace that a job's argument names, `iceberg:lake.sales`, as Spark reaches it."""

import json
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "iceberg:"
JARS = Path(__file__).parents[1] / "jars"
# The same in docker/pythonic/jobs/iceberg.py; Spark counts row groups in bytes.
PROPERTIES = {
    "format-version": "2",
    "write.parquet.compression-codec": "zstd",
    "write.parquet.compression-level": "1",
    "write.parquet.row-group-size-bytes": str(128 << 20),
    "write.target-file-size-bytes": str(128 << 20),
}


def namespace() -> tuple[str, str] | None:
    """The catalog's name, and the namespace in it; None where no argument names them."""
    for argument in sys.argv[1:]:
        if argument.startswith(PREFIX):
            catalog, _, name = argument.removeprefix(PREFIX).partition(".")
            return catalog, name
    return None


def session_settings() -> dict[str, str]:
    """What a session needs to reach the catalogs that etl-compare hands over, if any."""
    settings: dict[str, str] = {}
    for name, declared in json.loads(os.environ.get("ETL_CATALOGS", "{}")).items():
        catalog = f"spark.sql.catalog.{name}"
        settings[catalog] = "org.apache.iceberg.spark.SparkCatalog"
        settings |= {f"{catalog}.{key}": value for key, value in spark_catalog(declared).items()}
    # An image may have them beside Spark's own
    if settings and (jars := sorted(JARS.glob("*.jar"))):
        settings["spark.jars"] = ",".join(str(jar) for jar in jars)
    return settings


def spark_catalog(declared: dict[str, str]) -> dict[str, str]:
    """A catalog's settings as Iceberg's Java calls them, from those of PyIceberg."""
    settings = dict(declared)
    if settings.get("type") == "sql":
        settings |= {"type": "jdbc", "jdbc.schema-version": "V1", **jdbc(settings["uri"])}
    if region := settings.pop("s3.region", None):
        settings["client.region"] = region
    if settings.get("warehouse", "").startswith("s3://"):
        settings["io-impl"] = "org.apache.iceberg.aws.s3.S3FileIO"
        # Servers other than Amazon's have no name of its own for each bucket
        settings.setdefault("s3.path-style-access", str("s3.endpoint" in settings).lower())
    return settings


def jdbc(uri: str) -> dict[str, str]:
    """The address of a database, from SQLAlchemy's: `sqlite:////lake.db`, `postgresql+psycopg2://…`."""
    url = urlsplit(uri)
    driver = url.scheme.partition("+")[0]
    if driver == "sqlite":
        return {"uri": f"jdbc:sqlite:{url.path.removeprefix('/')}"}
    port = f":{url.port}" if url.port else ""
    address = f"jdbc:{driver}://{url.hostname or ''}{port}{url.path}"
    login = {"jdbc.user": url.username, "jdbc.password": url.password}
    return {"uri": address, **{key: unquote(value) for key, value in login.items() if value}}
