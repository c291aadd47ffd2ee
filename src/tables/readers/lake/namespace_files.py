"""What a trial leaves in its namespace's own folders beside the files of its tables: those of
snapshots that were expired and of loads that were not committed, checksums of Hadoop, folders.
"""

from pathlib import Path, PurePosixPath

from pyarrow.fs import FileType
from pyiceberg.io import FileIO
from pyiceberg.io.pyarrow import PyArrowFileIO


def remove(location: str, namespace: str, io: FileIO) -> None:
    """All below a location, if its path names the namespace.

    What stays: files of a store that pyarrow does not reach, or to which only the catalog's own
    server has access.

    :raises OSError: where something can't be removed
    """
    if not isinstance(io, PyArrowFileIO):
        return
    scheme, netloc, path = PyArrowFileIO.parse_location(location, io.properties)
    if scheme == "file":
        path = str(Path(path).resolve())
    if namespace not in PurePosixPath(path).parts:
        return
    files = io.fs_by_scheme(scheme, netloc)
    try:
        if files.get_file_info(path).type == FileType.Directory:
            files.delete_dir(path)
    except OSError as error:
        if "ACCESS_DENIED" not in str(error):
            raise
