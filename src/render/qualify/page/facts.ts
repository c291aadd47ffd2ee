import { orNull } from '../../../model/measures/measure.ts'
import { formatBytes } from '../../../model/units/bytes.ts'
import { formatDuration } from '../../../model/units/duration.ts'
import type { Qualified } from '../../../qualify/qualify.ts'
import type { Qualification } from '../../../qualify/result.ts'
import { counted, printable } from '../../../text/text.ts'
import { billText } from '../cost.ts'
import { growthText, hoursText, measuredText, shareText, spreadText } from '../figures.ts'

/** A figure of a job in words. */
export interface Fact {
  term: string
  text: string
}

/** All figures of a job; one that is not known has its reason. */
export function jobFacts(job: Qualified, { target, price }: Pick<Qualification, 'target' | 'price'>): Fact[] {
  const failed = job.failedRuns === 0 ? 'none failed' : `${job.failedRuns} failed or without an end`
  return [
    fact('Runs', `${job.runs.length} on ${counted(job.days, 'day')}, ${failed}`),
    fact('Core-hours', measuredText(job.coreHours, hoursText)),
    ...(price ? [fact('Cost', billText(job, price))] : []),
    fact('Time', spreadText(job.wallSeconds, formatDuration)),
    fact(`On ${counted(target.cores, 'core')}`, spreadText(job.replaySeconds, formatDuration)),
    fact('Files to read', spreadText(job.fileBytes, formatBytes)),
    fact('Read at least', spreadText(job.readBytes, formatBytes)),
    fact('Growth in 30 days', growthText(job)),
    fact('Largest shuffle', spreadText(job.largestShuffleBytes, formatBytes)),
    fact('Memory of the largest executor', `${spreadText(job.executorBytes, formatBytes)} paid`),
    fact('Peak of the heap', spreadText(job.peakHeapBytes, formatBytes)),
    fact('Resident memory of its processes', spreadText(job.peakProcessBytes, formatBytes)),
    ...lastRun(job, target.cores),
  ]
}

function lastRun({ runs }: Qualified, cores: number): Fact[] {
  const last = runs.at(-1)
  if (!last) return []
  const memory = measuredText(last.memoryGbHours, (hours) => `${hoursText(hours)} GB-hours`)
  const busy = measuredText(last.occupiedShare, shareText)
  const fitting = measuredText(last.fittingShare, shareText)
  const failedTasks = orNull(last.failedTasks) ?? 0
  const failed = failedTasks > 0 ? `, ${countText(failedTasks)} of them failed` : ''
  return [
    fact(
      'Last run',
      `${last.startedAt.slice(0, 10)}, Spark ${printable(last.sparkVersion ?? 'of unknown version')}`,
    ),
    fact(
      'Cluster',
      `${counted(last.mostCores, 'core')} at most; memory ${memory}; tasks in ${busy} of the paid core-time`,
    ),
    fact(
      'Tasks',
      `${measuredText(last.tasks, countText)}${failed}; at most ${cores} at once in ${fitting} of the time`,
    ),
    fact('Replay error', `${measuredText(last.replayError, shareText)} on its own cores`),
    fact(
      'Memory',
      `garbage collection ${measuredText(last.gcShare, shareText)}, spilled ${measuredText(last.spilledBytes, formatBytes)}, largest broadcast ${measuredText(last.largestBroadcastBytes, formatBytes)}`,
    ),
  ]
}

const fact = (term: string, text: string): Fact => ({ term, text })

const countText = (count: number): string => count.toLocaleString('en')
