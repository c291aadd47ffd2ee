import { isUtf8 } from 'node:buffer'
import { z } from 'zod'
import { MOST_BYTES } from '../model/record/fit.ts'
import { hasRepeatedKey } from '../model/record/repeated-key.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { UPCASTS, type Upcast, type Upcasted, upcast } from '../model/record/upcast.ts'
import { runRecordSchema } from '../model/record/validate.ts'
import { DROPPED_NAME, findDroppedName, mayHaveDroppedName } from '../text/dropped-name.ts'
import { recordPath } from './path.ts'

export const TOO_LARGE = `is larger than ${MOST_BYTES / 2 ** 20} MiB, the limit for a run record`

/** From so many on, a compiled schema saves more time than compiling it takes. */
const MANY = 50
let read = 0
let compiled: typeof runRecordSchema | undefined

/** Whichever it is accepts and says the same. */
function schema(): typeof runRecordSchema {
  read += 1
  if (read < MANY) return runRecordSchema
  compiled ??= z.compile(runRecordSchema)
  return compiled
}

/** A record, or why a text is none. */
export type Parsed = { record: RunRecord; reason?: undefined } | { record?: undefined; reason: string }

/** Reads a record of any version that is known. */
export function parseRecord(content: string | Buffer, upcasts: readonly Upcast[] = UPCASTS): Parsed {
  if (typeof content !== 'string' && !isUtf8(content)) return { reason: 'is not UTF-8 text' }
  const text = content.toString()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { reason: 'is not valid JSON: it may be cut off' }
  }
  const dropped = mayHaveDroppedName(text) ? findDroppedName(json) : undefined
  if (dropped !== undefined)
    return { reason: `is not a run record: ${dropped}: '${DROPPED_NAME}' cannot be used as a name` }
  if (hasRepeatedKey(text, json)) return { reason: 'is not a run record: it has the same key twice' }
  const { reason, value } = tryUpcast(json, upcasts)
  if (reason !== undefined) return { reason }
  const { success, data, error } = schema().safeParse(value)
  if (success) return { record: data }
  const [issue] = error.issues
  const at = issue?.path.join('.') ?? ''
  return { reason: `is not a run record: ${at && `${at}: `}${issue?.message ?? 'unexpected shape'}` }
}

/** Reads the record that a ledger keeps at `path`, and holds the path against it. */
export function parseRecordAt(path: string, content: string | Buffer): Parsed {
  const parsed = parseRecord(content)
  if (parsed.reason !== undefined) return parsed
  const place = recordPath(parsed.record)
  return place === path ? parsed : { reason: `is in the wrong place: its date and id belong at ${place}` }
}

/** An upcast that an old record makes fail says so in its own words. */
function tryUpcast(json: unknown, upcasts: readonly Upcast[]): Upcasted {
  try {
    return upcast(json, upcasts)
  } catch (error) {
    return { reason: `could not be upgraded to this version: ${(error as Error).message}` }
  }
}
