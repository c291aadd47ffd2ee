import type { Advice, WeighedFactor } from '../../advice/advise.ts'
import { alignCells, hangText, printable } from '../../text/text.ts'
import type { Measured } from '../../verdict/measured.ts'
import { listed } from '../verdict/numbers.ts'
import { type Step, stepText } from '../verdict/step.ts'
import { factorPrices, weighedText } from './factors.ts'
import { MEASURED_HEADING, MEASURED_TITLE, measuredCells } from './measured.ts'

const NOT_EVIDENCE =
  'Advice, not evidence: it rests on what is declared. Nothing was run for it, and no outputs were compared.'
const HEADING = ['factor', 'favours', 'because'] as const

/** A job's advice with what to do next. */
export interface Advised {
  advice: Advice
  steps: readonly Step[]
}

/** What advice says first. */
function adviceSentence(advice: Advice): string {
  const { leans, baseline, candidates, weightiest, factors } = advice
  const others = candidates.length > 1 ? `one of ${listed(candidates)}` : candidates.join('')
  const heads = {
    candidate: `Try ${others}: what is declared speaks for one node.`,
    baseline: `Keep ${baseline} for now: what is declared speaks for a cluster.`,
    open:
      weightiest.because === 'caps'
        ? 'Measure before you choose: the input of one run is larger than the memory of one node.'
        : `Open: what is declared speaks for neither ${baseline} nor ${others}.`,
  }
  const because = {
    decides: 'it decides alone, whatever the others say',
    contradicted: 'it would decide alone, but another that would decide favours the other side',
    caps: `it caps what the others say for ${candidates.join(' or ')}`,
    leans: 'it is the first in the list that favours a side',
    missing: 'it is the first in the list that is unknown',
  }
  const unknown = factors.filter(({ favours }) => favours === 'unknown').length
  const rest = unknown > 0 ? ` ${unknown} of ${factors.length} factors are unknown.` : ''
  return `${heads[leans]} The factor that weighs most is ${weightiest.name}: ${because[weightiest.because]}.${rest}`
}

/** Advice for a terminal, then the table of what was measured. */
export function adviceText(
  advised: readonly Advised[],
  measured: string,
  columns = Number.POSITIVE_INFINITY,
): string {
  const blocks = advised.map((each) => jobText(each, columns))
  return [hangText(NOT_EVIDENCE, columns, 0), ...blocks, measured].join('\n\n')
}

function jobText({ advice, steps }: Advised, columns: number): string {
  const title = advice.job ?? 'a job without a configuration'
  const rows = advice.factors.map((factor) => [
    factor.name,
    sideOf(advice, factor.favours),
    weighedText(factor),
  ])
  const [heading = '', ...lines] = alignCells([HEADING, ...rows])
  const indent = 2 + heading.indexOf(HEADING[2])
  const hung = (text: string, by: number) => hangText(printable(text), columns, by)
  return [
    hung(`${title} · ${advice.candidates.join(', ')} instead of ${advice.baseline}`, 0),
    hung(adviceSentence(advice), 0),
    [
      ...[heading, ...lines].map((line) => hung(`  ${line}`, indent)),
      ...advice.factors
        .flatMap((factor) => factorPrices(factor, advice.baseline))
        .map((line) => hung(`  ${line}`, 4)),
    ].join('\n'),
    ['Next:', ...steps.map((step) => hung(`  · ${stepText(step)}`, 4))].join('\n'),
  ].join('\n\n')
}

const sideOf = ({ baseline, candidates }: Advice, favours: WeighedFactor['favours']): string =>
  ({ baseline, candidate: candidates.join(' or '), neither: 'neither', unknown: 'unknown' })[favours]

/**
 * When to use which, by counts of comparisons alone.
 *
 * @param place of the ledger; null where none was read
 * @param gaps what is not measured, a sentence each
 */
export function measuredText(
  rows: readonly Measured[],
  place: string | null,
  gaps: readonly string[],
  columns = Number.POSITIVE_INFINITY,
): string {
  if (place === null)
    return hangText('No ledger was read. To see what was measured: --ledger PLACE.', columns, 0)
  const table = alignCells([MEASURED_HEADING, ...rows.map((row) => measuredCells(row).map(printable))])
  return [
    printable(`${MEASURED_TITLE}, by the comparisons in ${place}:`),
    ...(rows.length > 0 ? ['', ...table.map((line) => hangText(`  ${line}`, columns, 4))] : []),
    ...gaps.map((gap) => hangText(printable(`  ${gap}`), columns, 2)),
  ].join('\n')
}

/** Version of the form of `advise --json`. */
const ADVICE_VERSION = 1

/** The same as data: each factor with its words, and each step with its command. */
export const adviceJson = (
  advised: readonly Advised[],
  place: string | null,
  rows: readonly Measured[],
  gaps: readonly string[],
) => ({
  version: ADVICE_VERSION,
  isEvidence: false,
  advice: advised.map(({ advice, steps }) => ({
    ...advice,
    sentence: adviceSentence(advice),
    factors: advice.factors.map((factor) => ({ ...factor, text: weighedText(factor) })),
    next: steps,
  })),
  measured: place === null ? null : { ledger: place, rows, gaps },
})
