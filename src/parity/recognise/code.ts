import type { Claim } from '../../reasons/case.ts'
import type { Details } from '../../reasons/reason.ts'
import { unexplained } from '../../reasons/unexplained.ts'
import type { NamedCase, NamedCases } from './recognise.ts'

/** A case's place and the parts of its claims in one number: a byte a part. */
const BYTE = 256
const MOST_CLAIMS = 4
const A_CASE = BYTE ** MOST_CLAIMS

/** What a code stands for. */
export interface Decoded {
  reason: string
  part: number
  details?: Details
}

/** SQL for a number that tells which case a pair has, to group by. */
export function codeOf(cases: readonly NamedCases[]): string {
  let place = 0
  const branch = (one: NamedCases): string => {
    if ('within' in one) return `WHEN ${one.when} THEN ${choice(one.within.map(branch), '0')}`
    const parts = claimsOf(one).map(({ part = '0' }, index) => `(${part})::INTEGER * ${BYTE ** index}`)
    place += 1
    return `WHEN ${one.when} THEN ${place * A_CASE} + ${parts.join(' + ')}`
  }
  return choice(cases.map(branch), '0')
}

const choice = (branches: readonly string[], otherwise: string): string =>
  branches.length === 0 ? otherwise : `CASE ${branches.join('\n')} ELSE ${otherwise} END`

/** The reasons of a code, each with its part. */
export function decode(code: number, cases: readonly NamedCases[]): Decoded[] {
  const flat = cases.flatMap((one): readonly NamedCase[] => ('within' in one ? one.within : [one]))
  const found = flat[Math.floor(code / A_CASE) - 1]
  const claims = found ? claimsOf(found) : [{ reason: unexplained.id }]
  return claims.map(({ reason }, index) => ({
    reason,
    part: Math.floor(code / BYTE ** index) % BYTE,
    ...(found?.details && { details: found.details }),
  }))
}

const claimsOf = ({ reason, part, also = [] }: NamedCase): Claim[] => [
  { reason, ...(part !== undefined && { part }) },
  ...also,
]
