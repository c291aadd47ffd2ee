import type { ComparisonPage } from '../../report/model/comparison.ts'
import { listed } from '../verdict/numbers.ts'
import { capitalised } from './figures.ts'

export const judgedOf = (trials: ComparisonPage['trials']): ComparisonPage['trials'] =>
  trials.filter(({ isJudged }) => isJudged)

/** Which trials the figures are of, where not of all; nothing where they are. */
export function unjudgedText({ trials }: ComparisonPage): string {
  const judged = judgedOf(trials)
  const others = trials.filter(({ isJudged }) => !isJudged)
  const [last] = others.slice(-1)
  if (!last) return ''
  const known = new Set(judged.map(({ behaviour }) => behaviour))
  const changed = others.filter(({ behaviour }) => !known.has(behaviour)).map(({ engine }) => engine.name)
  const when = last.order < (judged[0]?.order ?? 0) ? 'earlier' : 'other'
  const why = changed.length > 0 ? `${when} code of ${listed([...new Set(changed)])}` : 'another run'
  const rest = judged.length > 0 ? ` The figures are of ${rangesText(judged)}.` : ''
  return `${capitalised(rangesText(others))} ${others.length === 1 ? 'is' : 'are'} not judged: ${why}.${rest}`
}

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
