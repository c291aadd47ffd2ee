import type { ComparisonPage } from '../../report/model/comparison.ts'
import type { DayRow } from '../../report/model/job.ts'
import { type Unjudged, unjudgedOf } from '../../report/unjudged.ts'
import { listed } from '../verdict/numbers.ts'
import { capitalised, numberWord } from './figures.ts'

export const judgedOf = (trials: ComparisonPage['trials']): ComparisonPage['trials'] =>
  trials.filter(({ isJudged }) => isJudged)

/** Which trials the figures are of, where not of all; nothing where they are. */
export function unjudgedText({ trials }: ComparisonPage): string {
  const unjudged = unjudgedOf(trials.map(({ engine, ...trial }) => ({ ...trial, engine: engine.name })))
  if (!unjudged) return ''
  const judged = judgedOf(trials)
  const others = trials.filter(({ isJudged }) => !isJudged)
  const rest = judged.length > 0 ? ` The figures are of ${rangesText(judged)}.` : ''
  return `${capitalised(rangesText(others))} ${others.length === 1 ? 'is' : 'are'} not judged: ${whatText(unjudged)}.${rest}`
}

/** What ran on a day besides what its row shows; nothing where that is all. */
export function alsoRanText({ unjudged }: Pick<DayRow, 'unjudged'>): string {
  return unjudged ? `${whatText(unjudged)} also ran` : ''
}

const whatText = ({ isEarlier, changed }: Unjudged): string =>
  changed.length > 0 ? `${isEarlier ? 'earlier' : 'other'} code of ${listed(changed)}` : 'another run'

/** `trials 1–4 and 9`. */
function rangesText(trials: ComparisonPage['trials']): string {
  const ranges: [number, number][] = []
  for (const { order } of trials) {
    const open = ranges.at(-1)
    if (open && open[1] === order - 1) open[1] = order
    else ranges.push([order, order])
  }
  const texts = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
  return `${trials.length === 1 ? 'trial' : 'trials'} ${listed(texts)}`
}

/** `Six trials, in the order they ran`. */
export const trialsTitle = ({ trials }: ComparisonPage): string =>
  `${capitalised(numberWord(trials.length))} ${trials.length === 1 ? 'trial' : 'trials, in the order they ran'}`

/** What parts of a bar are, of those that appear. */
export function trialsLegend({ trials }: ComparisonPage): string {
  const has = (test: (trial: ComparisonPage['trials'][number]) => boolean) => trials.some(test)
  return [
    ...(has(({ pullMs }) => (pullMs ?? 0) > 0) ? ['Pale, first: image pull.'] : []),
    ...(has(({ initMs, startMs }) => initMs !== null || startMs !== null)
      ? ['Outline: from start to ready.']
      : []),
    has(({ stages }) => stages.length > 0)
      ? 'Solid: the stages that the engine reports.'
      : 'No engine reported stages.',
    ...(has(({ restMs }) => (restMs ?? 0) > 0) ? ['Pale: work outside any stage.'] : []),
  ].join(' ')
}
