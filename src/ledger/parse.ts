import { DROPPED_NAME, findDroppedName, mayHaveDroppedName } from '../model/record/dropped-name.ts'
import { type RunRecord, runRecordSchema } from '../model/record/schema.ts'
import { UPCASTS, type Upcast, type Upcasted, upcast } from '../model/record/upcast.ts'
import { recordPath } from './path.ts'

/** A file larger than this is no record. */
export const MOST_BYTES = 64 * 1024

export const TOO_LARGE = `is larger than ${MOST_BYTES / 1024} KB, the limit for a run record`

/** A record, or why a text is none. */
export type Parsed = { record: RunRecord; reason?: undefined } | { record?: undefined; reason: string }

/** Reads a record of any version that is known. */
export function parseRecord(text: string, upcasts: readonly Upcast[] = UPCASTS): Parsed {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { reason: 'is not valid JSON: it may be cut off' }
  }
  const dropped = mayHaveDroppedName(text) ? findDroppedName(json) : undefined
  if (dropped !== undefined)
    return { reason: `is not a run record: ${dropped}: '${DROPPED_NAME}' cannot be used as a name` }
  const { reason, value } = tryUpcast(json, upcasts)
  if (reason !== undefined) return { reason }
  const { success, data, error } = runRecordSchema.safeParse(value)
  if (success) return { record: data }
  const [issue] = error.issues
  const at = issue?.path.join('.') ?? ''
  return { reason: `is not a run record: ${at && `${at}: `}${issue?.message ?? 'unexpected shape'}` }
}

/** Reads the record that a ledger keeps at `path`, and holds the path against it. */
export function parseRecordAt(path: string, text: string): Parsed {
  const parsed = parseRecord(text)
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
