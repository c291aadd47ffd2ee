import { counted } from '../../text/text.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { listed, moreDays, percentText } from './numbers.ts'

const MOST_PARTITIONS = 3

export function failuresEvidence({ gates: { failures }, subject: { baseline, candidate } }: Judged): string {
  const { candidateAlone, of, bound, baselineAlone, both, hung, unpaired, state, level } = failures
  return [
    `${candidate} failed alone in ${candidateAlone} of ${counted(of, 'comparison')}${boundText(bound)}, ${baseline} alone in ${baselineAlone}${both > 0 ? `, both in ${both}` : ''}`,
    ...(hung > 0
      ? [`${hung} of ${candidate}'s were interrupted after running longer than ${baseline} ever took`]
      : []),
    ...(unpaired.count > 0 ? [unpairedText(unpaired, candidate)] : []),
    ...(state === 'fail' ? [`more than chance explains (level ${level.toPrecision(2)})`] : []),
  ].join('; ')
}

export function failuresNeeds(verdict: Judged): string | null {
  const { failures, window } = verdict.gates
  const { state, open, unpaired, recent, needs } = failures
  if (state === 'fail') return `a fix of ${verdict.subject.candidate}: new code begins a new epoch`
  switch (open) {
    case 'unpaired':
      return `comparisons for partitions such as ${listed(unpaired.partitions.slice(0, MOST_PARTITIONS))}: at most ${percentText(unpaired.allowed)} of partitions may lack one (maxUnpaired)`
    case 'recent':
      return `${moreDays(needs?.least ?? 0)} without a failure of ${verdict.subject.candidate} alone: there were ${recent.count} in the last ${counted(recent.days, 'measured day')}, and ${recent.allowed} are allowed (maxFailures)`
    case 'window':
      return moreDays(window.asked.days - window.days)
    default:
      return null
  }
}

const boundText = (bound: number | null): string =>
  bound === null ? '' : ` (the true rate may be up to ${percentText(bound)})`

export function unpairedText(
  { count, of, interrupted }: Gates['failures']['unpaired'],
  candidate: string,
): string {
  const why = interrupted > 0 ? ` (${candidate} was interrupted on ${interrupted})` : ''
  return `${count} of ${counted(of, 'partition')} have no comparison${why}`
}
