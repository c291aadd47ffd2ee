import { nearest } from '../text/nearest.ts'
import type { Reason } from './reason.ts'
import { REGISTRY } from './registry.ts'

/** Every reason by its id, in the order in which they are tried. */
export const REASONS: Record<string, Reason> = Object.fromEntries(
  REGISTRY.map((reason) => [reason.id, reason]),
)

/** Whether all values that differ for a reason are numbers. */
export const isOfNumbers = (reason: string): boolean =>
  ['abs', 'rel'].includes(REASONS[reason]?.declare ?? '')

/** Whether a text names a reason. */
export const isReason = (text: string): boolean => Object.hasOwn(REASONS, text)

/** What to say of a text that names no reason: which was probably meant, and where all are listed. */
export function unknownReason(text: string): string {
  const known = Object.keys(REASONS)
  const meant = nearest(text, known) ?? known.find((reason) => text !== '' && reason.includes(text))
  const question = meant === undefined ? '' : `Did you mean '${meant}'? `
  return `unknown reason '${text}'. ${question}docs/parity.md lists all reasons`
}
