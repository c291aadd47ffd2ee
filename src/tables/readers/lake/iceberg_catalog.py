"""A catalog of Apache Iceberg, as PyIceberg opens it."""

from failure import Failure, first_line
from pyiceberg.catalog import Catalog, load_catalog
from pyiceberg.exceptions import NotInstalledError
from pyiceberg.utils.config import Config


def open_catalog(name: str, properties: dict[str, str]) -> Catalog:
    """By what is declared, and by PyIceberg's own configuration and environment beside it."""
    if not properties and Config().get_catalog_config(name) is None:
        raise Failure("undeclared")
    try:
        # A mistyped database is an error, and does not become an empty catalog.
        return load_catalog(name, **properties, init_catalog_tables="false")
    except NotInstalledError as error:
        raise ImportError(str(error)) from error
    except ImportError:
        raise
    except Exception as error:
        raise unreachable(error) from error


def unreachable(error: Exception) -> Failure:
    # SQLAlchemy's own text goes on with the statement.
    return Failure("catalog", detail=first_line(getattr(error, "orig", None) or error))
