"""DuckDB's extensions, as packages of this Python or as DuckDB installed them."""

from importlib.util import find_spec
from pathlib import Path

from duckdb import __version__


def extension(name: str) -> str:
    """The file of an extension, if a package of this Python has it, else its name.

    Such a package holds DuckDB's own binary, whose signature DuckDB checks.
    """
    package = find_spec(f"duckdb_extension_{name}")
    folders = (package and package.submodule_search_locations) or []
    file = f"extensions/v{__version__}/{name}.duckdb_extension"
    files = [path for folder in folders if (path := Path(folder, file)).exists()]
    return str(files[0]) if files else name
