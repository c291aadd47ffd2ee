import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/** A file of records with what manifests have: unions, arrays, maps, fixed bytes, a type that is named again. */
const WRITER = `
import json, struct, sys, zlib
from avro_records import AvroError, records

def long(n):
    n, out = (n << 1) ^ (n >> 63), b""
    while n > 0x7F:
        n, out = n >> 7, out + bytes([n & 0x7F | 0x80])
    return out + bytes([n])

def text(value):
    return long(len(value.encode())) + value.encode()

FOUR = {"type": "fixed", "name": "four", "size": 4}
SCHEMA = {"type": "record", "name": "r", "fields": [
    {"name": "n", "type": {"type": "long", "logicalType": "timestamp-micros"}},
    {"name": "s", "type": ["null", "string"]},
    {"name": "l", "type": {"type": "array", "items": "int"}},
    {"name": "m", "type": {"type": "map", "values": "double"}},
    {"name": "f", "type": FOUR},
    {"name": "g", "type": "four"},
    {"name": "b", "type": "boolean"},
    {"name": "e", "type": {"type": "enum", "name": "kind", "symbols": ["x", "y"]}},
    {"name": "x", "type": "float"},
]}
FIRST = b"".join([
    long(-(1 << 40)), long(1), text("Zoë"),
    long(2), long(1), long(-2), long(-1), long(1), long(300), long(0),
    long(1), text("k"), struct.pack("<d", 1.5), long(0),
    b"abcd", b"efgh", b"\\x01", long(1), struct.pack("<f", 0.5),
])
SECOND = b"".join([long(0), long(0), long(0), long(0), b"abcd", b"efgh", b"\\x00", long(0), bytes(4)])

def file(codec="deflate", schema=SCHEMA):
    blocks = b""
    for rows in ([FIRST, SECOND], [SECOND]):
        block = b"".join(rows)
        if codec == "deflate":
            block = zlib.compress(block)[2:-4]
        blocks += long(len(rows)) + long(len(block)) + block + b"sync" * 4
    header = {"avro.schema": json.dumps(schema), "avro.codec": codec}
    entries = b"".join(text(key) + text(value) for key, value in header.items())
    return b"Obj\\x01" + long(len(header)) + entries + long(0) + b"sync" * 4 + blocks

def told(data):
    try:
        return records(data)
    except AvroError:
        return "AvroError"
`

async function python(program: string): Promise<unknown> {
  const code = `${WRITER}\nprint(json.dumps(${program}, default=bytes.decode))`
  const { stdout } = await promisify(execFile)('python3', ['-c', code], { cwd: import.meta.dirname })
  return JSON.parse(stdout)
}

const SECOND = { n: 0, s: null, l: [], m: {}, f: 'abcd', g: 'efgh', b: false, e: 'x', x: 0 }

describe('records of an Avro file', () => {
  it.each(['deflate', 'null'])('are read, compressed by %s', async (codec) => {
    expect(await python(`records(file("${codec}"))`)).toEqual([
      {
        n: -(2 ** 40),
        s: 'Zoë',
        l: [1, -2, 300],
        m: { k: 1.5 },
        f: 'abcd',
        g: 'efgh',
        b: true,
        e: 'y',
        x: 0.5,
      },
      SECOND,
      SECOND,
    ])
  })

  it.each([
    ['is compressed by what Python does not have', 'file("snappy")'],
    ['has a type that nobody knows', 'file("null", "decimal256")'],
    ['is something else', 'b"PAR1"'],
    ['is empty', 'b""'],
  ])('are an error where the file %s', async (_, data) => {
    expect(await python(`told(${data})`)).toBe('AvroError')
  })

  it('are an error wherever the file is cut, except between its blocks', async () => {
    const cut = 'for end in range(len(data)) if told(data[:end]) != "AvroError"'
    expect(await python(`(lambda data: [len(told(data[:end])) ${cut}])(file())`)).toEqual([0, 2])
  })

  it('are no other error where a byte is another one', async () => {
    const changed = '[type(told(data[:at] + bytes([data[at] ^ bit]) + data[at + 1:])).__name__'
    const each = 'for at in range(len(data)) for bit in (1, 0x80)]'
    const found = await python(`(lambda data: sorted(set(${changed} ${each})))(file("null"))`)
    expect(found).toEqual(['list', 'str'])
  })
})
