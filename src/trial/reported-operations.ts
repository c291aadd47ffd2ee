import { unmeasured } from '../model/measures/measure.ts'
import type { Operation } from '../model/record/schema.ts'
import { nearest } from '../text/nearest.ts'
import { printable, shortened } from '../text/text.ts'
import { isCut, type Line, linesOf, MOST_REPORTED_TEXT, strayLines, wordsOf } from './reported.ts'

/** The stage that says that an engine is up. */
const READY = 'ready'

/** What an engine reported of the job's operations. */
export interface ReportedOperations {
  /** Those that it did, or lacks, in the job's order. */
  done: Operation[]
  /** Why others that it reported do not count, to stand behind their names. */
  problems: ReadonlyMap<string, string>
  /** Why some may seem not to be reported, to stand behind their names: where the program ended well. */
  hints: ReadonlyMap<string, string>
}

/**
 * Reads the lines of operations: `{"stage": "append", "seconds": 1.2, "version": 1}`, `{"stage": "merge", "unsupported": "DuckDB
 * has no MERGE"}` of one that the engine lacks, `{"stage": "merge", "failed": "another writer changed the table"}`. Each has one.
 */
export function parseOperations(text: string, names: readonly string[]): ReportedOperations {
  const lines = linesOf(text)
  const hintAt = hintsIn(lines, names, text)
  const done: Operation[] = []
  const [problems, hints] = [new Map<string, string>(), new Map<string, string>()]
  for (const name of names) {
    const own = lines.filter(({ stage }) => stage === name)
    const problem = problemOf(own)
    const hint = own.length === 0 ? hintAt(name) : undefined
    if (problem !== undefined) problems.set(name, problem)
    else if (hint !== undefined) hints.set(name, hint)
    else done.push(...own.map((line) => toOperation(name, line)))
  }
  return { done, problems, hints }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null

function toOperation(name: string, { seconds, version, unsupported }: Line): Operation {
  const lack = wordsOf(unsupported)
  return {
    name,
    seconds: lack === undefined ? Number(seconds) : unmeasured(lack),
    ...(isGiven(version) && { version: String(version) }),
  }
}

const isText = (value: unknown) => wordsOf(value) !== undefined
const RULES = {
  seconds: {
    fits: (value: unknown) => Number.isFinite(value) && Number(value) >= 0,
    rule: 'a number from 0',
  },
  version: {
    fits: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
    rule: 'a whole number from 0',
  },
  unsupported: { fits: isText, rule: 'a text that says why' },
  failed: { fits: isText, rule: 'a text that says why' },
} as const

/** What is wrong with the lines of one operation; undefined where nothing is. */
function problemOf(lines: readonly Line[]): string | undefined {
  const failed = lines.map((line) => wordsOf(line.failed)).find((reason) => reason !== undefined)
  if (failed !== undefined) return `failed: ${failed}`
  if (lines.length > 1)
    return `was reported ${lines.length} times: append one line for each operation to the file ETL_STAGES`
  const [line] = lines
  if (!line) return undefined
  for (const key of ['seconds', 'version', 'unsupported', 'failed'] as const)
    if (isGiven(line[key]) && !RULES[key].fits(line[key]))
      return `has ${key} ${shown(line[key])}, which must be ${RULES[key].rule}`
  if (isGiven(line.seconds) === isGiven(line.unsupported))
    return isGiven(line.seconds) ? 'has both seconds and unsupported: report one of them' : 'has no seconds'
  return undefined
}

const MOST_OF_VALUE = 40
const shown = (value: unknown): string =>
  shortened(printable(typeof value === 'number' ? `${value}` : JSON.stringify(value)), MOST_OF_VALUE)

/** What may have been meant for an operation without a line, by its name; undefined where nothing was. */
function hintsIn(lines: readonly Line[], names: readonly string[], text: string) {
  const [isLong, hasStray] = [isCut(text), strayLines(text).length > 0]
  const others = lines.flatMap(({ stage }) =>
    typeof stage === 'string' && stage !== READY && !names.includes(stage) ? [stage] : [],
  )
  return (name: string): string | undefined => {
    const near = nearest(name, others)
    if (near !== undefined)
      return `was not reported, but '${printable(near)}' was: use the name of the operation`
    if (isLong)
      return `was not reported in the first ${MOST_REPORTED_TEXT} of the file ETL_STAGES: no more is read, so append less`
    return hasStray
      ? 'was not reported, but the file ETL_STAGES has lines that are not JSON objects'
      : undefined
  }
}
