import type { Policy } from '../../config/policy.ts'
import type { Comparison } from '../../evidence/comparison.ts'
import { isEqual } from '../../evidence/parity.ts'
import { counted } from '../../text.ts'
import { type Epoch, newestOf } from '../epochs.ts'
import type { Gate } from '../verdict.ts'
import { listed } from '../words.ts'

/**
 * Equal output in every comparison of the epoch that has both, over enough different inputs; of the same codes at other
 * sizes too. Only the newest of a size decides against the candidate: an older difference keeps the gate open until new
 * code begins a new epoch, or a waiver covers it.
 *
 * @param others comparisons of the same codes at the job's other sizes, a list a size, oldest first
 */
export function parityGate(
  { comparisons }: Epoch,
  { minInputs }: Pick<Policy, 'minInputs'>,
  others: readonly (readonly Comparison[])[] = [],
): Gate {
  const gate = { name: 'parity', deciding: true } as const
  const withBoth = comparisons.filter(hasOutputs)
  if (withBoth.length === 0) {
    const evidence = `nothing to compare: ${reasonOf(comparisons[0])}`
    return {
      ...gate,
      state: 'not yet',
      evidence,
      missing: 'a comparison of both outputs',
      needs: { least: 1, most: null },
    }
  }
  const bySize = [comparisons, ...others].map((ofSize) => ofSize.filter(hasOutputs))
  const failing = bySize.flatMap((ofSize) => newestFailure(ofSize) ?? [])
  const [failed] = failing
  if (failed)
    return {
      ...gate,
      state: 'fail',
      evidence: failed,
      missing: 'fix the candidate, or declare the difference (accept:, tolerance:, ignore:, a waiver)',
    }
  const all = bySize.flat()
  const equal = withBoth.filter(({ parity }) => parity.state === 'pass')
  const inputs = inputsOf(withBoth.filter(({ parity }) => isEqual(parity) && parity.hasRows))
  const excepted = { ...waivedOf(all), ...declaredOf(all) }
  const evidence = [
    `equal in ${equal.length} of ${counted(comparisons.length, 'comparison')}, ${inputsText(inputs.count, inputs.isSeen)}${inputs.count > 0 ? '' : ' with any row'}`,
    ...(excepted.waived ? [excepted.waived] : []),
    ...(excepted.declared ? [`as declared, ${listed(excepted.declared)}`] : []),
  ].join('; ')
  const broken = all.filter(({ parity }) => parity.state === 'fail')
  if (broken.length > 0) {
    const keys = listed(broken.map(({ key }) => key))
    const missing = `a waiver for ${keys}, or new code`
    return { ...gate, state: 'not yet', evidence: `${evidence}; different on ${keys}`, missing }
  }
  const uncompared = all.find(({ parity }) => parity.state === 'unknown')
  if (uncompared) {
    const missing = `a comparison of ${uncompared.key}: ${reasonOf(uncompared)}`
    return { ...gate, state: 'not yet', evidence, missing }
  }
  const lacking = minInputs - inputs.count
  if (lacking <= 0) return { ...gate, state: 'pass', evidence, missing: null, ...excepted }
  const missing = inputsText(lacking, inputs.isSeen, 'more ')
  return { ...gate, state: 'not yet', evidence, missing, needs: { least: lacking, most: lacking } }
}

const hasOutputs = ({ parity }: Comparison): boolean => parity.state !== 'no-output'

/** What differs in the newest comparison of a size, if it does. */
function newestFailure(comparisons: readonly Comparison[]): string | undefined {
  const newest = newestOf(comparisons)
  return newest?.parity.state === 'fail'
    ? `key ${newest.key}: ${newest.parity.problems.join('; ')}`
    : undefined
}

const reasonOf = (comparison: Comparison | undefined): string =>
  comparison && 'reason' in comparison.parity ? comparison.parity.reason : ''

/** Different inputs by their bytes; where nobody saw those, by their keys, and said so. */
function inputsOf(comparisons: readonly Comparison[]): { count: number; isSeen: boolean } {
  const isSeen = comparisons.every(({ input }) => input.sha256 !== null)
  const count = new Set(comparisons.map(({ input, key }) => input.sha256 ?? `key ${key}`)).size
  return { count, isSeen }
}

const inputsText = (count: number, isSeen: boolean, more = ''): string =>
  isSeen
    ? counted(count, `${more}different input`)
    : `${counted(count, `${more}key`)} (the inputs themselves were not seen)`

function declaredOf(comparisons: readonly Comparison[]): { declared?: string[] } {
  const declared = [...new Set(comparisons.flatMap(({ parity }) => (isEqual(parity) ? parity.declared : [])))]
  return declared.length > 0 ? { declared } : {}
}

function waivedOf(comparisons: readonly Comparison[]): { waived?: string } {
  const waived = comparisons.flatMap(({ parity }) => (parity.state === 'waived' ? [parity.waivers] : []))
  const waivers = [...new Set(waived.flat())].map(
    ({ owner, reason, expires }) => `${owner} until ${expires}: ${reason}`,
  )
  if (waivers.length === 0) return {}
  return {
    waived: `waived in ${waived.length} of ${counted(comparisons.length, 'comparison')} by ${waivers.join('; by ')}`,
  }
}
