import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { binaryBytes } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { Judged } from '../../verdict/verdict.ts'
import type { Watch } from '../../verdict/watch.ts'
import { clockText } from '../clock.ts'
import { UNKNOWN_INPUT } from './capacity.ts'
import { leftName } from './move.ts'
import { isOfLatency } from './speed.ts'

/** What comes before the checklist. */
export const WATCH_TITLE = 'After the switch, watch, and roll back if a condition is met:'

/** The checklist after a retirement, an item a line; none where the baseline stays. */
export function watchItems(verdict: Pick<Judged, 'watch' | 'subject' | 'move' | 'epoch'>): string[] {
  const { watch, subject } = verdict
  if (!watch) return []
  const { baseline, candidate, job } = subject
  return [
    `Keep ${leftName(verdict)} ready to run for ${counted(watch.days, 'day')}, as many as were measured.`,
    isOfLatency(verdict) ? latencyItem(watch.time, baseline) : timeItem(watch.time, baseline, candidate),
    memoryItem(watch.memory, candidate),
    watch.inputBytes === null
      ? `Input: ${UNKNOWN_INPUT}, so no size is known to be safe.`
      : `Input: above ${formatBytes(watch.inputBytes)}, the largest measured, nothing is known. Measure both again.`,
    watch.failures === 0
      ? `Failures: roll back at the first failure of ${candidate}, since the policy allows none.`
      : `Failures: roll back after more than ${watch.failures} failures of ${candidate} in 14 days, as the policy allows.`,
    `Data: nothing compares the outputs any more. Before ${candidate} gets new code, run both again: etl-compare run ${job}`,
  ]
}

function timeItem(time: Watch['time'], baseline: string, candidate: string): string {
  if (!time) return `Time: ${candidate} has no times to compare with.`
  const { p95Seconds, runs, rollBackSeconds, by } = time
  const limit = by === 'limit' ? 'the limit' : `${baseline}’s mean time × the margin`
  return `Time: roll back if more than 1 run in 20 takes over ${formatDuration(rollBackSeconds)} (${limit}). Measured: 95 % of ${counted(runs, 'run')} took at most ${formatDuration(p95Seconds)}${p95Seconds > rollBackSeconds ? ', so it may be met at once' : ''}.`
}

function latencyItem(time: Watch['time'], baseline: string): string {
  if (!time) return 'Latency: there is none to compare with.'
  const { p95Seconds, runs, rollBackSeconds, by } = time
  const limit = by === 'limit' ? 'the limit' : `${baseline}’s mean × the margin`
  return `Latency: roll back if the p95 stays above ${clockText('p95', rollBackSeconds)} (${limit}). Measured: it was at most ${clockText('p95', p95Seconds)} in 95 % of ${counted(runs, 'trial')}${p95Seconds > rollBackSeconds ? ', so it may be met at once' : ''}.`
}

function memoryItem(memory: Watch['memory'], candidate: string): string {
  if (!memory) return `Memory: the peak of ${candidate} was not measured.`
  const peak = `Measured: at most ${formatBytes(memory.peakBytes)}.`
  if (memory.ofHeap)
    return `Memory: roll back if a run is killed for memory, or its heap runs out. A peak says what its heap was allowed. ${peak}`
  return memory.rollBackBytes === null
    ? `Memory: the memory of the node is not declared (platforms). ${peak}`
    : `Memory: roll back if the peak comes near ${binaryBytes(memory.rollBackBytes, ' ')}, the memory of the node, or a run is killed for memory. ${peak}${memory.peakBytes >= memory.rollBackBytes ? ' So it may be met at once.' : ''}`
}
