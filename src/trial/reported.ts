import type { Measures } from '../model/measures/combine.ts'
import { unmeasured } from '../model/measures/measure.ts'
import { MASTER } from '../model/record/spark-master.ts'
import { LABEL, printable } from '../text/text.ts'

/** What an engine said of itself, in the file that ETL_STAGES names. */
export interface Reported {
  /** Stages that it timed itself. */
  stages: { name: string; seconds: number }[]
  /** What it was configured with, as text: `spark.master` → `local[2]`. */
  settings?: Record<string, string>
}

const MOST_STAGES = 50
const MOST_SETTINGS = 50
const MOST_CHARACTERS = 200
/** Settings that may be secrets are never recorded. */
const SECRET = /secret|passw|token|credential|(?:access|account|private|api|auth).?key|signature|redact/i

/**
 * Reads the lines that an engine appended. Lines of another form are left out: the file is the engine's, and may hold
 * anything. Of a setting that is given twice, the later counts.
 */
export function parseReported(text: string): Reported {
  const lines = linesOf(text)
  const stages = lines.flatMap(stageOf).slice(0, MOST_STAGES)
  const settings = lines.flatMap(({ settings: given }) => settingsOf(given))
  return settings.length > 0
    ? { stages, settings: Object.fromEntries(settings.slice(0, MOST_SETTINGS)) }
    : { stages }
}

/** The same after the master that its command gave to Spark, if any: the program itself knows better. */
export const withMaster = (reported: Reported, master: string | undefined): Reported =>
  master ? { ...reported, settings: { [MASTER]: master, ...reported.settings } } : reported

/** A line of the file that ETL_STAGES names, whatever it holds. */
export interface Line {
  heapAfterFullGcBytes?: unknown
  reason?: unknown
  stage?: unknown
  seconds?: unknown
  version?: unknown
  unsupported?: unknown
  failed?: unknown
  settings?: unknown
}

/** What is read of it. */
export const MOST_REPORTED_BYTES = 64 * 1024
export const MOST_REPORTED_TEXT = `${MOST_REPORTED_BYTES / 1024} KiB`

export const linesOf = (text: string): Line[] => text.split('\n').map((line) => parseLine(line) ?? {})

/** Undefined of what is not a JSON object. */
function parseLine(line: string): Line | undefined {
  try {
    const value = JSON.parse(line)
    return isMap(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether the file is so long that its end was not read. */
export const isCut = (text: string): boolean => Buffer.byteLength(text) >= MOST_REPORTED_BYTES

/** What is ignored of it, in words: lines that are not JSON objects, and what was not read. Empty where nothing is. */
export function ignoredText(text: string): string[] {
  const stray = strayLines(text)
  return [
    ...(stray.length === 1 ? [`line ${stray[0]} of ETL_STAGES ignored: it is not a JSON object`] : []),
    ...(stray.length > 1
      ? [`${stray.length} lines of ETL_STAGES ignored, first line ${stray[0]}: they are not JSON objects`]
      : []),
    ...(isCut(text) ? [`only the first ${MOST_REPORTED_TEXT} of ETL_STAGES read: append less`] : []),
  ]
}

/** Numbers from 1 of the lines that are not JSON objects. */
export function strayLines(text: string): number[] {
  const lines = text.split('\n')
  if (isCut(text)) lines.pop()
  return lines.flatMap((line, index) => (line.trim() === '' || parseLine(line) ? [] : [index + 1]))
}

/**
 * The call that an engine said it lacks: `{"unsupported": "DataFrame.localCheckpoint"}`; the first, if it named several.
 * Undefined where it named none.
 */
export const parseUnsupported = (text: string): string | undefined =>
  linesOf(text)
    .filter(({ stage }) => stage === undefined)
    .map(({ unsupported }) => wordsOf(unsupported))
    .find((call) => call !== undefined)

/** A reason that an engine gave; undefined of what is no text. */
export const wordsOf = (given: unknown): string | undefined =>
  typeof given === 'string' && given.trim() !== '' ? printable(given).slice(0, MOST_CHARACTERS) : undefined

/**
 * What was in use of a JVM's heap after a full collection, at the most: `{"heapAfterFullGcBytes": 222298112}`, or null with
 * a `reason`; the last, if it reported several. No measure where it reported none.
 */
export function parseHeap(text: string): Pick<Measures, 'heapAfterFullGcBytes'> {
  const told = linesOf(text).findLast(({ heapAfterFullGcBytes }) => heapAfterFullGcBytes !== undefined)
  const bytes = told?.heapAfterFullGcBytes
  if (typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0)
    return { heapAfterFullGcBytes: bytes }
  if (bytes !== null) return {}
  const reason = typeof told?.reason === 'string' ? told.reason.slice(0, MOST_CHARACTERS) : ''
  return { heapAfterFullGcBytes: unmeasured(printable(reason) || 'the engine gave no reason') }
}

const stageOf = ({ stage, seconds }: Line): Reported['stages'] =>
  typeof stage === 'string' && typeof seconds === 'number' && seconds >= 0 && seconds < Infinity
    ? [{ name: stage.slice(0, 64), seconds }]
    : []

const settingsOf = (given: unknown): [string, string][] =>
  Object.entries(isMap(given) ? given : {}).flatMap(([name, value]): [string, string][] => {
    const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    const isName = name !== '' && name !== '__proto__' && name.length <= MOST_CHARACTERS && LABEL.test(name)
    return isText && isName && !SECRET.test(name) ? [[name, String(value).slice(0, MOST_CHARACTERS)]] : []
  })

const isMap = (given: unknown): given is object =>
  typeof given === 'object' && given !== null && !Array.isArray(given)
