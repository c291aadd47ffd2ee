import type { Policy } from '../../config/policy.ts'
import type { SizedRun } from '../../evidence/peaks.ts'
import { fitGrowth, predictGrowth } from '../../statistics/growth.ts'
import { formatBytes } from '../../units/bytes.ts'
import type { Gate } from '../verdict.ts'

const HEADROOM = 2

/**
 * Whether the candidate would still fit in its node's memory at twice the declared volume: it ran there, or the fit of its
 * peaks says so with 95 %.
 *
 * @param runs the candidate's trials at any size, under the same limits
 * @param memoryBytes the node's, as far as it is known
 */
export function capacityGate(
  { volumeBytes }: Policy,
  runs: readonly SizedRun[],
  memoryBytes: number | null,
): Gate {
  const gate = { name: 'capacity', deciding: volumeBytes !== undefined } as const
  const peaks = runs.flatMap(({ size, peakAnonBytes }) =>
    peakAnonBytes === null || peakAnonBytes <= 0 ? [] : [{ size, value: peakAnonBytes }],
  )
  const largest = peaks.toSorted((a, b) => b.size - a.size)[0]
  const seen = largest
    ? `peak ${formatBytes(largest.value)} at ${formatBytes(largest.size)} of input`
    : 'no peak was measured'
  if (volumeBytes === undefined)
    return {
      ...gate,
      state: 'not yet',
      evidence: seen,
      missing: 'volume: in the policy, the input of one production run',
    }
  const target = HEADROOM * volumeBytes
  const there = runs.filter(({ size }) => size >= target)
  const failed = there.filter(({ isGood }) => !isGood).length
  if (failed > 0) {
    const evidence = `${failed} of ${there.length} trials at ${formatBytes(target)} or more failed`
    return {
      ...gate,
      state: failed === there.length ? 'fail' : 'not yet',
      evidence,
      missing: 'good runs at that size',
    }
  }
  if (largest && largest.size >= target)
    return {
      ...gate,
      state: 'pass',
      evidence: `${seen}, twice the volume of ${formatBytes(volumeBytes)} or more`,
      missing: null,
    }
  if (memoryBytes === null)
    return { ...gate, state: 'not yet', evidence: seen, missing: 'limits: memory, to hold the peak against' }
  const fit = fitGrowth(peaks)
  const predicted = 'value' in fit ? fit : predictGrowth(fit, target)
  if (!('upper' in predicted))
    return {
      ...gate,
      state: 'not yet',
      evidence: `${seen}; ${predicted.reason ?? ''}`,
      missing: `a run at ${formatBytes(target)}, or at sizes that span more`,
    }
  const evidence = `${formatBytes(predicted.lower)} to ${formatBytes(predicted.upper)} expected at ${formatBytes(target)}, of ${formatBytes(memoryBytes)}`
  if (predicted.upper <= memoryBytes) return { ...gate, state: 'pass', evidence, missing: null }
  if (predicted.lower > memoryBytes) return { ...gate, state: 'fail', evidence, missing: null }
  return { ...gate, state: 'not yet', evidence, missing: `a run at ${formatBytes(target)}` }
}
