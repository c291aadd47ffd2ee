import { counted } from '../../text/text.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { differenceText, notComparedText, useText } from './differences.ts'
import { firstFew } from './numbers.ts'

const MOST_DECLARED = 3
type Parity = Gates['parity']

export function parityEvidence({ gates: { parity } }: Judged): string {
  const { state, open, uncompared } = parity
  if (open === 'no-outputs')
    return `nothing to compare: ${uncompared ? notComparedText(uncompared.reason) : ''}`
  if (state === 'fail') return newestDifference(parity)
  const { waived } = parity
  return [
    ...equalText(parity),
    ...(waived > 0 ? [`waived in ${waived} by ${waiversText(parity)}`] : []),
    ...(parity.undeclared.length > 0
      ? [`not declared, so not compared: ${firstFew(parity.undeclared, MOST_DECLARED)}`]
      : []),
    ...(parity.declared.length > 0
      ? [`as declared: ${firstFew(parity.declared.map(useText), MOST_DECLARED)}`]
      : []),
  ].join('; ')
}

/** In how many comparisons outputs are equal, and in how many nobody knows. */
function equalText({ equal, comparisons, unknown, inputs }: Parity): string[] {
  const of = counted(comparisons, 'comparison')
  const known = `equal in ${equal} of ${of}, on ${inputsText(inputs)}`
  if (unknown === 0) return [known]
  return equal === 0
    ? [`not known in ${unknown} of ${of}: the outputs were not compared`]
    : [known, `not known in ${unknown}`]
}

export function parityNeeds({ gates: { parity }, subject: { candidate } }: Judged): string | null {
  const { state, open, inputs, uncompared } = parity
  if (state === 'fail')
    return `a fix for ${candidate}, or a declaration of the difference (accept:, tolerance:, ignore:, a waiver)`
  const lacking = inputs.asked - inputs.count
  const more = inputs.areSeen
    ? `${counted(lacking, 'more different input')}${inputs.count === 0 ? ' with rows' : ''}`
    : `${counted(lacking, 'more partition')} (the inputs themselves were not seen)`
  switch (open) {
    case 'no-outputs':
      return 'a comparison of both outputs'
    case 'uncompared':
      return `a ${uncompared?.closes === 'repeat' ? 'repeat' : 'comparison'} of ${uncompared?.partition} (${uncompared ? notComparedText(uncompared.reason) : ''})`
    case 'few-inputs':
      return more
    case 'same-inputs':
      return `${more}; the last ${counted(inputs.sinceNew, 'comparison')} had no new one`
    default:
      return null
  }
}

/** The newest difference, and how many there are. */
function newestDifference({ differences: [newest], differing }: Parity): string {
  const others = differing > 1 ? `; different on ${counted(differing - 1, 'more partition')}` : ''
  return `different on ${newest?.partition}: ${newest?.tables.map(differenceText).join('; ')}${others}`
}

export function inputsText({ count, areSeen }: Parity['inputs']): string {
  if (count === 0) return 'no input with rows'
  return areSeen
    ? counted(count, count === 1 ? 'input' : 'different input')
    : `${counted(count, 'partition')} (the inputs themselves were not seen)`
}

export const waiversText = ({ waivers }: Pick<Parity, 'waivers'>): string =>
  waivers.map(({ owner, reason, expires }) => `${owner} until ${expires}: ${reason}`).join('; by ')
