import type { ComparisonPage } from '../../report/model/comparison.ts'
import { differenceText, notComparedText, useText } from '../verdict/differences.ts'
import { firstFew, listed } from '../verdict/numbers.ts'
import { longDay } from './dates.ts'

const MOST_NAMED = 6

type Parity = ComparisonPage['parity'][number]

export interface ParityWord {
  state: 'pass' | 'fail' | 'not yet'
  word: string
  text: string
}

/** What was found of the outputs; candidates of which nothing else is to be said are named together. */
export function parityWords(page: ComparisonPage): ParityWord[] {
  const isPlain = ({ state, declared }: Parity) => state === 'pass' && declared.length === 0
  const same = page.parity.filter(isPlain).map(({ engine }) => engine.name)
  const rows = page.tables.map(({ name, rows: count }) => `${name} ${count.toLocaleString('en')}`)
  const of = rows.length > 0 ? ` (rows: ${firstFew(rows, MOST_NAMED)})` : ''
  const text = `${listed(same)} delivered the same rows as ${page.baseline.name}${of}.`
  return [
    ...(same.length > 0 ? [{ state: 'pass' as const, word: 'Same data:', text }] : []),
    ...page.parity.filter((each) => !isPlain(each)).map(parityWord),
  ]
}

function parityWord({ engine, state, differences, reason, declared, waivers }: Parity): ParityWord {
  switch (state) {
    case 'pass':
      return {
        state: 'pass',
        word: 'As declared:',
        text: `${engine.name}: ${firstFew(declared.map(useText), MOST_NAMED)}.`,
      }
    case 'waived':
      return {
        state: 'pass' as const,
        word: 'Waived:',
        text: `${engine.name} differs; ${waivers.map(({ owner, reason: why, expires }) => `${owner} accepts it until ${longDay(expires)}: ${why}`).join('; ')}.`,
      }
    case 'fail':
      return {
        state: 'fail' as const,
        word: 'Different:',
        text: `${engine.name}: ${firstFew(differences.map(differenceText), MOST_NAMED)}. No winner is named.`,
      }
    default:
      return {
        state: 'not yet' as const,
        word: 'Not compared:',
        text: `${engine.name}: ${reason ? notComparedText(reason) : 'there was nothing to compare'}.`,
      }
  }
}

/** What is said where comparing the outputs found nothing to show. */
export function noFindingsText({ parity }: ComparisonPage): string {
  const declared = parity.flatMap((each) => each.declared)
  if (declared.length > 0)
    return `None beyond what is declared: ${firstFew(declared.map(useText), MOST_NAMED)}.`
  return parity.some(({ state }) => state === 'pass')
    ? 'None, by the fingerprints of all tables.'
    : 'The outputs were not compared.'
}

/** `None. Compared: events and sessions of polars and duckdb.` */
export function sameTablesText(findings: ComparisonPage['findings']): string {
  const names = (of: (finding: (typeof findings)[number]) => string) => [...new Set(findings.map(of))]
  return `None. Compared: ${firstFew(
    names(({ table }) => table),
    MOST_NAMED,
  )} of ${listed(names(({ engine }) => engine))}.`
}
