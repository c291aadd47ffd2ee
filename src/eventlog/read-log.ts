import { ByteReader } from './byte-reader.ts'
import { MOST_MAGIC } from './codecs/codec.ts'
import { refusedCompression } from './codecs/refused.ts'
import { CODECS } from './codecs/registry.ts'
import { type Damage, DamagedLog, truncated } from './damage.ts'
import type { LogSource } from './discover.ts'
import { Lines } from './lines.ts'
import type { LogFile } from './stores/store.ts'

/** Takes a log's lines one by one. */
export interface LineSink {
  /** @returns false where it is no event */
  accept(line: Buffer): boolean
  /** Whether nothing of this file is worth reading on. */
  isFutile(): boolean
}

/** How the reading of a log went. */
export interface ReadLog {
  /** Uncompressed. */
  bytes: number
  /** What ended the reading of a file early. */
  damages: { path: string; damage: Damage }[]
  /** Lines left out because of their length. */
  tooLong: number
}

/** Reads a log once, from its first piece to its last; a damaged piece gives what comes before the damage. */
export async function readLog(source: LogSource, sink: LineSink, signal: AbortSignal): Promise<ReadLog> {
  const read: ReadLog = { bytes: 0, damages: [], tooLong: 0 }
  for (const file of source.files) {
    try {
      await readFile(file, sink, read, signal)
    } catch (error) {
      signal.throwIfAborted()
      read.damages.push({ path: file.path, damage: damageOf(error) })
    }
  }
  return read
}

async function readFile(file: LogFile, sink: LineSink, read: ReadLog, signal: AbortSignal): Promise<void> {
  await using reader = new ByteReader(file.open(signal))
  const lines = new Lines()
  const start = await reader.peek(MOST_MAGIC)
  const codec = CODECS.find((each) => each.matches(start))
  if (!codec && start.length > 0) throw notALog(start)
  try {
    for await (const chunk of codec?.decompress(reader) ?? []) {
      read.bytes += chunk.length
      for (const line of lines.push(chunk)) if (!sink.accept(line) && sink.isFutile()) return
      signal.throwIfAborted()
    }
  } finally {
    read.tooLong += lines.tooLong
  }
  // Spark ends each event with a newline: without one, the last was cut, or is whole by chance.
  if (lines.rest.length > 0 && !isJson(lines.rest)) throw truncated()
  if (lines.rest.length > 0) sink.accept(lines.rest)
}

function notALog(start: Buffer): DamagedLog {
  const name = refusedCompression(start)
  return new DamagedLog(
    name === undefined
      ? { kind: 'not-a-log' }
      : { kind: 'unreadable', detail: `it is compressed with ${name}: unpack it` },
  )
}

function isJson(text: Buffer): boolean {
  try {
    JSON.parse(text.toString())
    return true
  } catch {
    return false
  }
}

function damageOf(error: unknown): Damage {
  if (error instanceof DamagedLog) return error.damage
  if (error instanceof Error && 'code' in error) return { kind: 'unreadable', detail: error.message }
  throw error
}
