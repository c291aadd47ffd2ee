import { describeLimits } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { listed, MUCH, moreDays, percentText } from './numbers.ts'

const MOST_PARTITIONS = 3

export function failuresEvidence({ gates: { failures }, subject }: Judged): string {
  const { baseline, candidate } = subject
  const { candidateAlone, of, bound, baselineAlone, both, hung, unpaired, state, level, atLimits } = failures
  return [
    `${candidate} failed alone in ${candidateAlone} of ${counted(of, 'comparison')}${boundText(bound)}, ${baseline} alone in ${baselineAlone}${both > 0 ? `, both in ${both}` : ''}`,
    ...(hung > 0
      ? [`in ${hung}, ${candidate} was interrupted after running longer than ${baseline} ever took`]
      : []),
    ...(unpaired.count > 0 ? [unpairedText(unpaired, subject)] : []),
    ...atLimits.map((place) => placeText(place, subject)),
    ...(state === 'fail' ? [`more than chance explains (level ${level.toPrecision(2)})`] : []),
  ].join('; ')
}

export function failuresNeeds(verdict: Judged): string | null {
  const { failures, window } = verdict.gates
  const { state, open, unpaired, recent, needs } = failures
  if (state === 'fail') return `a fix for ${verdict.subject.candidate} (new code starts a new count)`
  switch (open) {
    case 'limits':
      return `successful runs with ${listed(failures.atLimits.map((place) => placeName(place, verdict.subject)))}, or etl-compare.yml without these limits`
    case 'unpaired':
      return `comparisons for partitions such as ${listed(unpaired.partitions.slice(0, MOST_PARTITIONS))}: at most ${percentText(unpaired.allowed)} of partitions may lack one (maxUnpaired)`
    case 'recent':
      return `${moreDays(needs?.least ?? 0)} without a failure of ${verdict.subject.candidate} alone: the last ${counted(recent.days, 'measured day')} had ${recent.count}, and maxFailures allows ${recent.allowed}`
    case 'window':
      return window.state === 'fail'
        ? `a window with ${counted(window.asked.days, 'measured day')}`
        : moreDays(window.asked.days - window.days)
    default:
      return null
  }
}

const placeName = (
  { size, limits }: Pick<Gates['failures']['atLimits'][number], 'size' | 'limits'>,
  subject: Judged['subject'],
): string => `${describeLimits(limits)}${size === subject.size ? '' : ` at ${size}`}`

function placeText(failures: Gates['failures']['atLimits'][number], subject: Judged['subject']): string {
  const { of, failed } = failures
  const place = placeName(failures, subject)
  return of === 0
    ? `with ${place}, nothing was compared`
    : `with ${place}, ${subject.candidate} failed alone in ${failed} of ${counted(of, 'comparison')}`
}

const boundText = (bound: number | null): string =>
  bound === null ? '' : ` (the true rate may be up to ${percentText(bound)})`

export function unpairedText(
  { count, of, interrupted, baselineInterrupted }: Gates['failures']['unpaired'],
  { baseline, candidate }: Judged['subject'],
): string {
  const stopped = [
    ...(interrupted > 0 ? [`${candidate} was interrupted on ${interrupted}`] : []),
    ...(baselineInterrupted > 0 ? [`${baseline} was interrupted on ${baselineInterrupted}`] : []),
  ]
  const why = stopped.length > 0 ? ` (${listed(stopped)})` : ''
  return `${count} of ${counted(of, 'partition')} ${count === 1 ? 'has' : 'have'} no comparison${why}`
}

/** Partitions without a comparison, and those of which somebody who knew the candidate's time may have chosen what counts. */
export function unpairedWarnings({ gates: { failures }, subject }: Judged): string[] {
  const { unpaired, open } = failures
  const { count, again, candidateOnly, of } = unpaired
  return [
    ...(count > 0 && open !== 'unpaired' ? [`${unpairedText(unpaired, subject)}.`] : []),
    ...(again > MUCH * of
      ? [`On ${counted(again, 'partition')}, a run was interrupted, and another run counts instead.`]
      : []),
    ...(candidateOnly > MUCH * (of + candidateOnly)
      ? [
          `${subject.candidate} ran on ${counted(candidateOnly, 'partition')} without ${subject.baseline}, so nothing was compared there.`,
        ]
      : []),
  ]
}
