"""Checksums that Hadoop keeps beside each local file that it writes: `.part-1.parquet.crc`."""

from pathlib import Path

from pyiceberg.io.pyarrow import PyArrowFileIO


def remove(location: str, namespace: str) -> None:
    """Those whose files are gone, below a table's location if that is in the namespace's folder."""
    scheme, _, path = PyArrowFileIO.parse_location(location)
    folder = Path(path).resolve()
    if scheme != "file" or namespace not in folder.parts:
        return
    for checksum in folder.rglob(".*.crc"):
        if not checksum.with_name(checksum.name[1 : -len(".crc")]).exists():
            checksum.unlink(missing_ok=True)
