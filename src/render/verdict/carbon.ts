import type { Side } from '../../model/record/sides.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { missingText } from './money.ts'

type Grams = Record<'low' | 'mid' | 'high', number>

const GRAMS_A_KILOGRAM = 1000

/** What a run and a year emit, with the range of what nobody measured; nothing where carbon is not declared. */
export function carbonLines(verdict: Judged): string[] {
  const { run, year, sources } = verdict.carbon
  if (run.reason === 'carbon') return []
  if (!run.value) return [`No carbon, because ${missingText(run.reason)}.`]
  const a = (what: string, { baseline, candidate }: Record<Side, Grams>) =>
    `A ${what} emits ${gramsText(baseline)} with ${verdict.subject.baseline} and ${gramsText(candidate)} with ${verdict.subject.candidate}.`
  return [
    [
      a('run', run.value),
      year.value ? a('year', year.value) : `No carbon of a year, because ${missingText(year.reason)}.`,
      `An estimate by SCI, from idle to fully busy cores. Sources: ${sources.join('; ')}.`,
    ].join(' '),
  ]
}

/** `12 g CO2e (5.1–19)`. */
function gramsText({ low, mid, high }: Grams): string {
  const [unit, size] = mid < GRAMS_A_KILOGRAM ? ['g', 1] : ['kg', GRAMS_A_KILOGRAM]
  const text = (grams: number) => Number((grams / size).toPrecision(2)).toLocaleString('en')
  return `${text(mid)} ${unit} CO2e (${text(low)}–${text(high)})`
}
