import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { root } from './etl-compare.ts'

/** Real logs of small jobs, made by `make.py`, then `scrub.py`; `packed` has one of them by each of Spark's codecs. */
export const EVENT_LOGS = join(root, 'tests/eventlogs')

/** A real log's text. */
export const eventLog = (name: string): Buffer => gunzipSync(readFileSync(join(EVENT_LOGS, `${name}.gz`)))

export const linesOf = (log: Buffer): string[] => log.toString().trimEnd().split('\n')
