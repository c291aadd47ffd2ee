import { platformOf } from '../../config/platforms.ts'
import type { Policy } from '../../config/policy.ts'
import type { Subject } from '../../evidence/assemble.ts'
import type { SizedRun } from '../../evidence/peaks.ts'
import { fitGrowth, predictGrowth, type SizedValue } from '../../statistics/growth.ts'
import { counted } from '../../text.ts'
import { formatBytes } from '../../units/bytes.ts'
import type { Gate } from '../verdict.ts'

const HEADROOM = 2
/** One trial may have met a bad moment. */
const FEWEST_LOST = 2

type Judged = Pick<Gate, 'state' | 'evidence' | 'missing'>

/** A node of production, as declared; else one that has what the runs were limited to. */
interface Node {
  /** Null where nobody knows. */
  memoryBytes: number | null
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
  const measured = runs.flatMap(({ size, outcome, peakAnonBytes }) =>
    outcome !== 'ok' || peakAnonBytes === null || peakAnonBytes <= 0 ? [] : [{ size, value: peakAnonBytes }],
  )
  const peaks = measured.filter(({ size }) => size > 0)
  if (peaks.length === 0 && measured.length > 0) {
    const highest = Math.max(...measured.map(({ value }) => value))
    const evidence = `peak ${formatBytes(highest)}; nobody saw how large the input was`
    return { ...gate, state: 'not yet', evidence, missing: 'runs whose input is seen: record --input' }
  }
  if (volumeBytes === undefined) {
    const missing = 'volume: in the policy, the input of one production run'
    return { ...gate, state: 'not yet', evidence: largestText(peaks), missing }
  }
  const platform = platformOf(policy, candidate)
  const memoryBytes = platform?.memoryBytes ?? limits.memoryBytes
  const node: Node = {
    memoryBytes,
    text: platform?.node && platform.memoryBytes ? ` of a ${platform.node}` : '',
  }
  const target = HEADROOM * volumeBytes
  return { ...gate, ...(whereItRan(target, node, runs, peaks) ?? whereItWouldRun(target, node, peaks)) }
}

/**
 * From runs at the target or above, and from those below it that ran out of memory; undefined where there are none that
 * tell. What failed otherwise once is the business of the gate of failures.
 */
function whereItRan(
  target: number,
  node: Node,
  runs: readonly SizedRun[],
  peaks: readonly SizedValue[],
): Judged | undefined {
  const there = runs.filter(({ size }) => size >= target)
  const lost = there.filter(({ outcome }) => outcome === 'oom')
  if (lost.length > 0) return whereItWasLost(target, node, there, lost)
  const highest = peaks.filter(({ size }) => size >= target).toSorted((a, b) => b.value - a.value)[0]
  if (highest && (node.memoryBytes === null || highest.value <= node.memoryBytes)) {
    const volume = formatBytes(target / HEADROOM)
    const evidence = `${largestText([highest])}, twice the volume of ${volume} or more`
    return { state: 'pass', evidence, missing: null }
  }
  const early = runs.filter(({ size, outcome }) => size >= target / HEADROOM && outcome === 'oom')
  if (early.length === 0) return undefined
  const evidence = `${counted(early.length, 'trial')} below ${formatBytes(target)} ran out of memory`
  return {
    state: 'not yet',
    evidence,
    missing: `new code or more memory, and good runs at ${targetText(target)}`,
  }
}

/** Only what had as much memory as the node has says that the node's does not suffice. */
function whereItWasLost(
  target: number,
  { memoryBytes }: Node,
  there: readonly SizedRun[],
  lost: readonly SizedRun[],
): Judged {
  const hadAsMuch = (run: SizedRun) =>
    memoryBytes !== null && run.memoryBytes !== null && run.memoryBytes >= memoryBytes
  const evidence = `${lost.length} of ${counted(there.length, 'trial')} at ${formatBytes(target)} or more ran out of memory`
  if (lost.length === there.length && lost.length >= FEWEST_LOST && lost.every(hadAsMuch))
    return { state: 'fail', evidence, missing: null }
  const missing = lost.every(hadAsMuch)
    ? 'new code or more memory'
    : "good runs at that size, with as much memory as the node's"
  return { state: 'not yet', evidence, missing }
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
