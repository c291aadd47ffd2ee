"""Records of Avro's object container files, by the schema that each file has. Apache Iceberg keeps
its lists of files in them.
"""

import json
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

MAGIC = b"Obj\x01"
SYNC_BYTES = 16
# Without zlib's own header.
RAW_DEFLATE = -15

T = TypeVar("T")


class AvroError(Exception):
    """A file that is not valid, or has what this reader does not know."""


class Cursor:
    """Bytes, and how many of them have been read."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int) -> bytes:
        end = self.at + size
        if size < 0 or end > len(self.data):
            raise AvroError("it ends early")
        taken = self.data[self.at : end]
        self.at = end
        return taken

    def long(self) -> int:
        """Seven bits a byte, the lowest first; the lowest of all is the sign."""
        data, at = self.data, self.at
        byte = data[at]
        value, shift = byte & 0x7F, 7
        while byte & 0x80:
            at += 1
            byte = data[at]
            value |= (byte & 0x7F) << shift
            shift += 7
        self.at = at + 1
        return (value >> 1) ^ -(value & 1)

    def is_at_end(self) -> bool:
        return self.at == len(self.data)


Decode = Callable[[Cursor], Any]


def decode_bytes(cursor: Cursor) -> bytes:
    return cursor.take(cursor.long())


def decode_text(cursor: Cursor) -> str:
    return decode_bytes(cursor).decode()


PRIMITIVES: dict[str, Decode] = {
    "null": lambda cursor: None,
    "boolean": lambda cursor: cursor.take(1) == b"\x01",
    "int": Cursor.long,
    "long": Cursor.long,
    "float": lambda cursor: struct.unpack("<f", cursor.take(4))[0],
    "double": lambda cursor: struct.unpack("<d", cursor.take(8))[0],
    "bytes": decode_bytes,
    "string": decode_text,
}
CODECS: dict[bytes, Callable[[bytes], bytes]] = {
    b"null": lambda block: block,
    b"deflate": lambda block: zlib.decompress(block, RAW_DEFLATE),
}


def records(data: bytes) -> list[dict[str, Any]]:
    """
    :raises AvroError: where the file is broken, or compressed by what Python does not bring along
    """
    try:
        return list(decoded(Cursor(data)))
    except (KeyError, IndexError, TypeError, ValueError, zlib.error) as error:
        raise AvroError(f"{type(error).__name__}: {error}") from error


def decoded(cursor: Cursor) -> Iterator[dict[str, Any]]:
    if cursor.take(len(MAGIC)) != MAGIC:
        raise AvroError("it is no Avro file")
    header = decoder_of({"type": "map", "values": "bytes"}, {})(cursor)
    expand = CODECS[header.get("avro.codec", b"null")]
    decode = decoder_of(json.loads(header["avro.schema"]), {})
    sync = cursor.take(SYNC_BYTES)
    while not cursor.is_at_end():
        count = cursor.long()
        block = Cursor(expand(decode_bytes(cursor)))
        for _ in range(count):
            yield decode(block)
        if not block.is_at_end() or cursor.take(SYNC_BYTES) != sync:
            raise AvroError("a block does not end where it should")


def decoder_of(schema: Any, named: dict[str, Decode]) -> Decode:
    """What decodes values of a schema. A name stands for the type that was called so before."""
    if isinstance(schema, str):
        return PRIMITIVES.get(schema) or named[schema]
    if isinstance(schema, list):
        branches = [decoder_of(each, named) for each in schema]
        return lambda cursor: chosen(branches, cursor)(cursor)
    kind = schema["type"]
    if kind == "array":
        item = decoder_of(schema["items"], named)
        return lambda cursor: [item(cursor) for _ in items(cursor)]
    if kind == "map":
        value = decoder_of(schema["values"], named)
        return lambda cursor: {decode_text(cursor): value(cursor) for _ in items(cursor)}
    if kind not in ("record", "fixed", "enum"):
        return decoder_of(kind, named)
    decode = named[schema["name"]] = named_decoder(kind, schema, named)
    return decode


def named_decoder(kind: str, schema: Any, named: dict[str, Decode]) -> Decode:
    if kind == "fixed":
        return lambda cursor: cursor.take(schema["size"])
    if kind == "enum":
        return lambda cursor: chosen(schema["symbols"], cursor)
    fields = [(field["name"], decoder_of(field["type"], named)) for field in schema["fields"]]
    return lambda cursor: {name: decode(cursor) for name, decode in fields}


def chosen(choices: list[T], cursor: Cursor) -> T:
    number = cursor.long()
    if number < 0:
        raise AvroError(f"there is no choice {number}")
    return choices[number]


def items(cursor: Cursor) -> Iterator[None]:
    """Once for each item. Blocks of items follow each other, and an empty one ends them."""
    while count := cursor.long():
        if count < 0:
            # The block's size in bytes follows, for readers that skip it.
            cursor.long()
        for _ in range(abs(count)):
            yield None
