import { SIDES } from '../../model/record/sides.ts'
import type { Ran } from '../../verdict/move.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { modesText } from '../deployment.ts'

/** On what both sides ran, and what nobody knows of it; nothing where neither is known to be a program for Spark. */
export function ranNotes({ move: { ran, keeps }, subject }: Judged): string[] {
  const text = modesText(SIDES.map((side) => ({ name: subject[side], deployment: ran[side] })))
  if (text === '') return []
  return [
    `How they ran: ${text}.`,
    ...SIDES.flatMap((side) =>
      ran[side].isContradicted
        ? [
            `What etl-compare.yml declares for ${subject[side]} (spark:) contradicts its records. The records count.`,
          ]
        : [],
    ),
    ...(keeps === 'nothing' ? [] : SIDES.flatMap((side) => undeclaredText(ran[side], subject[side]))),
  ]
}

/** What would have to be declared to know whether Spark, or the program, stays. */
function undeclaredText({ kind, place }: Ran, engine: string): string[] {
  const declare = (what: string, words: string) => [
    `${what} is not recorded. Declare it: engines.${engine}.spark: ${words}.`,
  ]
  if (typeof kind !== 'string') return declare(`What ran ${engine}`, 'cluster, local, api or none')
  return kind === 'spark' && !('mode' in place)
    ? declare(`Whether ${engine} ran on a cluster`, 'cluster or local')
    : []
}
