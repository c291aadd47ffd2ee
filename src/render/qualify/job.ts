import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import type { Qualified } from '../../qualify/qualify.ts'
import type { Qualification } from '../../qualify/result.ts'
import { counted, hangText, printable } from '../../text/text.ts'
import { TARGET_NAMES } from '../differences/fixes.ts'
import { growthText, measuredText, shareText, spreadText } from './figures.ts'
import { findingText, SIDE_SIGNS } from './findings.ts'

const INDENT = 4
/** Entries of the catalogue that are named. */
const MOST_ENTRIES = 8

/** All that is known of a job: what each criterion found, then figures, then what a port meets. */
export function jobText(job: Qualified, { target }: Pick<Qualification, 'target'>, columns: number): string {
  const findings = job.findings.map((finding) => `${SIDE_SIGNS[finding.side]} ${findingText(finding)}`)
  const lines = [...findings, ...figures(job, target.cores), ...ports(job)]
  return [
    printable(`${job.name} · ${job.outlook}`),
    ...lines.map((line) => hangText(printable(`  ${line}`), columns, INDENT)),
  ].join('\n')
}

function figures(job: Qualified, cores: number): string[] {
  const last = job.runs.at(-1)
  if (!last) return []
  const failed = job.failedRuns === 0 ? 'none failed' : `${job.failedRuns} failed or without an end`
  return [
    `${counted(job.runs.length, 'run')} on ${counted(job.days, 'day')}, ${failed}; time ${spreadText(job.wallSeconds, formatDuration)}`,
    `replayed on ${counted(cores, 'core')}: ${spreadText(job.replaySeconds, formatDuration)}; on its own cores the replay is off by ${measuredText(last.replayError, shareText)} (last run)`,
    `files to read: ${spreadText(job.fileBytes, formatBytes)}; read at least: ${spreadText(job.readBytes, formatBytes)}; growth in 30 days: ${growthText(job)}`,
    `memory of the largest executor: ${spreadText(job.executorBytes, formatBytes)} paid; peak of the heap: ${spreadText(job.peakHeapBytes, formatBytes)}; resident memory of its processes: ${spreadText(job.peakProcessBytes, formatBytes)}`,
    `last run: ${last.mostCores} cores at most, tasks in ${measuredText(last.occupiedShare, shareText)} of the paid core-time, at most ${cores} at once in ${measuredText(last.fittingShare, shareText)} of the time, ` +
      `garbage collection ${measuredText(last.gcShare, shareText)}, spilled ${measuredText(last.spilledBytes, formatBytes)}, largest broadcast ${measuredText(last.largestBroadcastBytes, formatBytes)}`,
  ]
}

/** Operations of its plans that other engines answer differently. */
function ports({ ports }: Qualified): string[] {
  return Object.entries(ports).flatMap(([engine, { differ, sameIf, none }]) => {
    const ids = [...none, ...differ, ...sameIf]
    if (ids.length === 0) return []
    const shown = [...ids.slice(0, MOST_ENTRIES), ...(ids.length > MOST_ENTRIES ? ['…'] : [])].join(', ')
    const name = TARGET_NAMES[engine as keyof typeof TARGET_NAMES]
    return [
      `port to ${name}: ${counted(differ.length + none.length, 'difference')} to decide, ${sameIf.length} that the right code avoids: ${shown} (docs/differences.md)`,
    ]
  })
}
