import type { Policy } from '../../config/policy.ts'
import type { Comparison } from '../../evidence/comparison.ts'
import type { Epoch } from '../epochs.ts'
import type { Gate } from '../verdict.ts'

/**
 * Equal output in every comparison of the epoch that has both, over enough different inputs. Only the newest decides
 * against the candidate: an older difference keeps the gate open until new code begins a new epoch, or a waiver covers it.
 */
export function parityGate({ comparisons }: Epoch, { minInputs }: Policy): Gate {
  const gate = { name: 'parity', deciding: true } as const
  const compared = comparisons.filter(({ parity }) => parity.state !== 'unknown')
  const newest = compared.at(-1)
  if (!newest) {
    const [{ parity }] = comparisons
    const reason = parity.state === 'unknown' ? parity.reason : ''
    return {
      ...gate,
      state: 'not yet',
      evidence: `nothing was compared: ${reason}`,
      missing: 'a comparison of both outputs',
    }
  }
  if (newest.parity.state === 'fail') {
    const evidence = `key ${newest.key}: ${newest.parity.problems.join('; ')}`
    return {
      ...gate,
      state: 'fail',
      evidence,
      missing: 'mend the candidate, or declare the difference (accept:, tolerance:, ignore:, a waiver)',
    }
  }
  const broken = compared.filter(({ parity }) => parity.state === 'fail')
  const inputs = inputsOf(compared)
  const evidence = `${compared.length} of ${comparisons.length} comparisons, ${inputs.count} ${inputs.noun}${waivedText(compared)}`
  if (broken.length > 0) {
    const keys = broken.map(({ key }) => key).join(', ')
    return {
      ...gate,
      state: 'not yet',
      evidence: `${evidence}; different on ${keys}`,
      missing: `a waiver for ${keys}, or new code`,
    }
  }
  const lacking = minInputs - inputs.count
  return lacking > 0
    ? { ...gate, state: 'not yet', evidence, missing: `${lacking} more ${inputs.noun}`, awaits: 'days' }
    : { ...gate, state: 'pass', evidence: `equal in ${evidence}`, missing: null, ...waivedOf(compared) }
}

/** Different inputs by their bytes; where nobody saw those, by their keys, and said so. */
function inputsOf(comparisons: readonly Comparison[]): { count: number; noun: string } {
  const isSeen = comparisons.every(({ input }) => input.sha256 !== null)
  const count = new Set(comparisons.map(({ input, key }) => input.sha256 ?? `key ${key}`)).size
  return { count, noun: isSeen ? 'different inputs' : 'keys, which stand for inputs that nobody saw' }
}

function waivedText(comparisons: readonly Comparison[]): string {
  const { waived } = waivedOf(comparisons)
  return waived ? `; ${waived}` : ''
}

function waivedOf(comparisons: readonly Comparison[]): { waived?: string } {
  const waived = comparisons.flatMap(({ parity }) => (parity.state === 'waived' ? [parity.waivers] : []))
  const waivers = [...new Set(waived.flat())].map(
    ({ owner, reason, expires }) => `${owner} until ${expires}: ${reason}`,
  )
  if (waivers.length === 0) return {}
  return {
    waived: `waived in ${waived.length} of ${comparisons.length} comparisons by ${waivers.join('; by ')}`,
  }
}
