import { platformOf } from '../../config/platforms.ts'
import type { Policy } from '../../config/policy.ts'
import type { Subject } from '../../evidence/assemble.ts'
import type { SizedRun } from '../../evidence/peaks.ts'
import { fitGrowth, predictGrowth, type SizedValue } from '../../statistics/growth.ts'
import { formatBytes } from '../../units/bytes.ts'
import type { Gate } from '../verdict.ts'
import { counted } from '../words.ts'

const HEADROOM = 2
/** One trial may have met a bad moment. */
const FEWEST_LOST = 2

type Judged = Pick<Gate, 'state' | 'evidence' | 'missing'>

/** A node of production, as declared; else one that has what the runs were limited to. */
interface Node {
  /** Null where nobody knows. */
  memoryBytes: number | null
  /** Whether runs had as much memory as it has: only then their failures are its own. */
  isAsMeasured: boolean
  text: string
}

/**
 * Whether the candidate would still fit in its node's memory at twice the declared volume: it ran there, or the fit of its
 * peaks says so with 95 %.
 *
 * @param runs the candidate's trials at any size, under the same limits
 */
export function capacityGate(
  policy: Policy,
  { candidate, limits }: Pick<Subject, 'candidate' | 'limits'>,
  runs: readonly SizedRun[],
): Gate {
  const { volumeBytes } = policy
  const gate = { name: 'capacity', deciding: volumeBytes !== undefined } as const
  const peaks = runs.flatMap(({ size, outcome, peakAnonBytes }) =>
    outcome !== 'ok' || peakAnonBytes === null || peakAnonBytes <= 0 ? [] : [{ size, value: peakAnonBytes }],
  )
  if (volumeBytes === undefined) {
    const missing = 'volume: in the policy, the input of one production run'
    return { ...gate, state: 'not yet', evidence: largestText(peaks), missing }
  }
  const platform = platformOf(policy, candidate)
  const memoryBytes = platform?.memoryBytes ?? limits.memoryBytes
  const node: Node = {
    memoryBytes,
    isAsMeasured: limits.memoryBytes === null || (memoryBytes ?? 0) <= limits.memoryBytes,
    text: platform?.node && platform.memoryBytes ? ` of a ${platform.node}` : '',
  }
  const target = HEADROOM * volumeBytes
  return { ...gate, ...(whereItRan(target, node, runs, peaks) ?? whereItWouldRun(target, node, peaks)) }
}

/** From runs at the target or above, and from those below it that ran out of memory; undefined where there are none that tell. */
function whereItRan(
  target: number,
  { memoryBytes, isAsMeasured }: Node,
  runs: readonly SizedRun[],
  peaks: readonly SizedValue[],
): Judged | undefined {
  const there = runs.filter(({ size }) => size >= target)
  const failed = there.filter(({ outcome }) => outcome !== 'ok')
  if (failed.length > 0) {
    const lost = failed.filter(({ outcome }) => outcome === 'oom')
    const isLost = lost.length === there.length && lost.length >= FEWEST_LOST && isAsMeasured
    const oom = lost.length > 0 ? `, ${lost.length} of them for want of memory` : ''
    const evidence = `${failed.length} of ${counted(there.length, 'trial')} at ${formatBytes(target)} or more failed${oom}`
    const missing = `good runs at that size${isAsMeasured ? '' : ", with as much memory as the node's"}`
    return { state: isLost ? 'fail' : 'not yet', evidence, missing: isLost ? null : missing }
  }
  const highest = peaks.filter(({ size }) => size >= target).toSorted((a, b) => b.value - a.value)[0]
  if (highest && (memoryBytes === null || highest.value <= memoryBytes)) {
    const volume = formatBytes(target / HEADROOM)
    const evidence = `${largestText([highest])}, twice the volume of ${volume} or more`
    return { state: 'pass', evidence, missing: null }
  }
  const early = runs.filter(({ size, outcome }) => size >= target / HEADROOM && outcome === 'oom')
  if (early.length === 0) return undefined
  const evidence = `${counted(early.length, 'trial')} below ${formatBytes(target)} ran out of memory`
  return { state: 'not yet', evidence, missing: `good runs at ${targetText(target)}` }
}

/** From the growth of the peaks. */
function whereItWouldRun(target: number, { memoryBytes, text }: Node, peaks: readonly SizedValue[]): Judged {
  const seen = largestText(peaks)
  if (memoryBytes === null)
    return { state: 'not yet', evidence: seen, missing: 'limits: memory, to hold the peak against' }
  const fit = fitGrowth(peaks)
  const predicted = 'value' in fit ? fit : predictGrowth(fit, target)
  if (!('upper' in predicted)) {
    const missing = `a run at ${targetText(target)}, or at sizes that span more`
    return { state: 'not yet', evidence: `${seen}; ${predicted.reason ?? ''}`, missing }
  }
  const { lower, upper } = predicted
  const evidence = `${formatBytes(lower)} to ${formatBytes(upper)} expected at ${formatBytes(target)}, of ${formatBytes(memoryBytes)}${text}`
  if (upper <= memoryBytes) return { state: 'pass', evidence, missing: null }
  if (lower > memoryBytes) return { state: 'fail', evidence, missing: null }
  return { state: 'not yet', evidence, missing: `a run at ${targetText(target)}` }
}

/** Production needs room to grow. */
const targetText = (target: number): string => `${formatBytes(target)}, twice the declared volume`

function largestText(peaks: readonly SizedValue[]): string {
  const largest = peaks.toSorted((a, b) => b.size - a.size)[0]
  return largest
    ? `peak ${formatBytes(largest.value)} at ${formatBytes(largest.size)} of input`
    : 'no peak was measured'
}
