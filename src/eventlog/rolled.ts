/** `events_3_local-1764`, `events_3_app_1.zstd`, `events_3_app.compact`: a piece of a log that Spark rolls. */
const PIECE = /^events_(\d+)_/
const IS_COMPACT = /\.compact$/
/** Databricks rolls by time, and the newest piece has no time yet. */
const TIMED = /^eventlog(?:-(\d{4}-\d{2}-\d{2}--\d{2}-\d{2}))?(?:\.\w+)?$/

/** The pieces of a rolled log in the order of their events. */
export interface Rolled {
  files: string[]
  /** An older part was rewritten without the events of jobs that had ended. */
  isCompacted: boolean
  /** How many pieces between the first and the last are not there. */
  missing: number
}

/** @param names of the files in one folder; undefined where they are no rolled log */
export function rolledFiles(names: readonly string[]): Rolled | undefined {
  const numbered = names.filter((name) => PIECE.test(name)).toSorted((a, b) => numberOf(a) - numberOf(b))
  if (numbered.length > 0) return afterLastCompact(numbered)
  const timed = names.filter((name) => TIMED.test(name))
  return timed.length > 0 && timed.some((name) => TIMED.exec(name)?.[1] === undefined)
    ? { files: timed.toSorted(byTime), isCompacted: false, missing: 0 }
    : undefined
}

/** A compacted piece takes the place of all up to its number. */
function afterLastCompact(sorted: readonly string[]): Rolled {
  const compact = sorted.findLast((name) => IS_COMPACT.test(name))
  const first = compact === undefined ? 1 : numberOf(compact)
  const files = sorted.filter((name) => name === compact || compact === undefined || numberOf(name) > first)
  const expected = numberOf(files.at(-1) ?? '') - first + 1
  return { files, isCompacted: compact !== undefined, missing: Math.max(0, expected - files.length) }
}

const numberOf = (name: string): number => Number(PIECE.exec(name)?.[1])

function byTime(a: string, b: string): number {
  const [timeA = '~', timeB = '~'] = [TIMED.exec(a)?.[1], TIMED.exec(b)?.[1]]
  return timeA < timeB ? -1 : 1
}
