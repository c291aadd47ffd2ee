import { isWhole } from '../attempt.ts'
import { isSpread } from '../job.ts'
import type { Criterion } from './criterion.ts'

/** A stream that runs longer than this is no batch job that is started again and again. */
const MOST_BATCH_SECONDS = 3600

/** Whether at least one run was seen from its start to its end, and ended well. */
export const evidenceCriterion: Criterion = {
  name: 'evidence',
  judge({ runs }) {
    const whole = runs.filter(({ gaps, isFailed }) => !isFailed && isWhole(gaps))
    return { side: whole.length > 0 ? 'for' : 'open', value: whole.length }
  },
}

export const streamCriterion: Criterion = {
  name: 'stream',
  judge({ runs, wallSeconds }) {
    const streams = runs.filter(({ isStreaming }) => isStreaming).length
    if (streams === 0) return { side: 'for', value: 0 }
    const isLong = isSpread(wallSeconds) && wallSeconds.p50 > MOST_BATCH_SECONDS
    return { side: isLong ? 'against' : 'open', value: streams }
  },
}

/** What tools call every application that is given no name of its own. */
const NAMED_BY_TOOLS = [
  'Databricks Shell',
  'PySparkShell',
  'Spark shell',
  'SparkR',
  'Thrift JDBC/ODBC Server',
  'Zeppelin',
  'pyspark-shell',
]

/** Whether the runs are of one program, as far as their name and times tell. */
export const nameCriterion: Criterion = {
  name: 'name',
  judge({ name, isOverlapping, runs }) {
    const names = NAMED_BY_TOOLS.filter((given) => name.toLowerCase() === given.toLowerCase())
    const isOpen = isOverlapping || names.length > 0
    return { side: isOpen ? 'open' : 'for', value: runs.length, ...(names.length > 0 && { names }) }
  },
}

/** Whether an application is one program: a Spark Connect server runs those of all its clients. */
export const sessionsCriterion: Criterion = {
  name: 'sessions',
  judge({ runs }) {
    const most = Math.max(0, ...runs.map(({ sessions }) => sessions))
    return { side: most > 1 ? 'open' : 'for', value: most }
  },
}
