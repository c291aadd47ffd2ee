import type { TableFinding } from '../../model/record/schema.ts'
import { printable } from '../../text/text.ts'
import { listed } from '../verdict/numbers.ts'
import { acceptableByHand, heldBack, linesToPaste, undeclarable } from './proposals.ts'

/**
 * What to declare for a table's differences, and why nothing is proposed for some, a block each.
 *
 * @param entry where the lines belong: `the table's entry under tables: in etl-compare.yml`
 */
export function proposalBlocks(finding: TableFinding, entry: string): string[][] {
  const lines = linesToPaste(finding)
  const byHand = listed(acceptableByHand(finding))
  const rest = listed(undeclarable(finding))
  const held = listed(heldBack(finding))
  const blocks = [
    lines.length === 0
      ? []
      : [
          `To accept these differences, merge this into ${entry}:`,
          ...lines.map((line) => `  ${line}`),
          ...(lines.some((line) => line.trimStart().startsWith('tolerance:')) ? [ONE_DAY] : []),
        ],
    byHand === '' ? [] : [`Not proposed, because accept: would allow differences of any size: ${byHand}.`],
    rest === '' ? [] : [`Nothing is proposed for ${rest}.`],
    held === ''
      ? []
      : [
          `Nothing is proposed for ${held} either: no declaration makes a table pass while its rows or columns do not match. Fix these first, then compare again.`,
        ],
  ]
  return blocks.filter((block) => block.length > 0).map((block) => block.map(printable))
}

/** Whoever takes the noise of one day for all of it has a failure tomorrow. */
const ONE_DAY =
  'A tolerance is the greatest difference of this comparison, rounded up. Another day may differ more: compare several days before you rely on it.'
