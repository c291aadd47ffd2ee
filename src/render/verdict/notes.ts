import { describeLimits } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { checkWords } from '../checks.ts'
import { carbonLines } from './carbon.ts'
import { moneyLines } from './money.ts'
import { firstFew, listed, timesText, unitText } from './numbers.ts'
import { priceLines } from './prices.ts'
import { ranNotes } from './ran.ts'

/** What one must know to read a verdict rightly: which evidence it leaves out, and what of the policy is not in force. */
export const notesOf = (verdict: Judged): string[] => [
  ...epochNotes(verdict),
  ...checkNotes(verdict),
  ...dayNotes(verdict),
  ...frameNotes(verdict),
  ...unpairedNotes(verdict),
  ...reopenedNotes(verdict),
  ...ranNotes(verdict),
  ...machineNotes(verdict),
  ...busyNotes(verdict),
  ...clockNotes(verdict),
  ...elsewhereNotes(verdict),
  ...dependenceNotes(verdict),
  ...moneyLines(verdict),
  ...carbonLines(verdict),
  ...priceLines(verdict),
]

/** They decide nothing: a port that delivers the same data may still need maintenance. */
const checkNotes = ({ checks }: Judged): string[] =>
  checkWords(checks).flatMap(({ state, word, text }) => (state === 'pass' ? [] : [`${word} ${text}`]))

const MOST_PARTITIONS = 5

function unpairedNotes({ gates: { failures } }: Judged): string[] {
  const { partitions, count } = failures.unpaired
  if (count === 0) return []
  const rest = count - Math.min(MOST_PARTITIONS, partitions.length)
  return [
    `Partitions without a comparison: ${partitions.slice(0, MOST_PARTITIONS).join(', ')}${rest > 0 ? ` and ${rest} earlier` : ''}.`,
  ]
}

function epochNotes({ subject, epoch: { number, others, changed, firstDay } }: Judged): string[] {
  if (others === 0) return []
  const codes = listed(changed.map((side) => subject[side]))
  const why = changed.length > 0 ? ` with new code for ${codes}` : ''
  return [
    `Epoch ${number} began on ${firstDay}${why}. ${counted(others, 'comparison')} of other code ${others === 1 ? 'does' : 'do'} not count.`,
  ]
}

const dayNotes = ({ epoch: { comparisons, days } }: Judged): string[] =>
  comparisons > days.length
    ? [
        `${counted(comparisons, 'comparison')} on ${counted(days.length, 'day')}: the first of each day is an observation of speed, and the others count only for parity and failures.`,
      ]
    : []

/** Whoever could change these after having seen the figures could choose the answer. */
function frameNotes({ epoch: { frame, policy } }: Judged): string[] {
  const changed = (['alpha', 'judged', 'averageDays'] as const).filter((name) => frame[name] !== policy[name])
  return changed.map(
    (name) =>
      `The policy's ${name} of ${policy[name]} takes effect with the next epoch. This one began with ${frame[name]} and keeps it.`,
  )
}

/** Who read «retire» yesterday wants to know why it is gone. */
const reopenedNotes = ({ gates: { speed } }: Judged): string[] =>
  speed.bounds.flatMap(({ what, before }) =>
    before
      ? [
          `The ${what} had ${before.state === 'pass' ? 'passed' : 'failed'} after ${counted(before.n, 'observation')}. With later ones, the limit is inside the interval again.`,
        ]
      : [],
  )

function machineNotes({ machines, gates: { speed }, subject }: Judged): string[] {
  const apart = machines
    ? [
        `Different machines in ${counted(machines.apart, 'comparison')}: ${subject.baseline} on ${listed(machines.baseline)}, ${subject.candidate} on ${listed(machines.candidate)}. The ratio compares engine and machine together.`,
      ]
    : []
  if (speed.classes.length < 2) return apart
  const classes = speed.classes.map(
    ({ hostClass, observations, ratio }) =>
      `On ${hostClass}: ${counted(observations, 'observation')}, mean ${timesText(ratio)}.`,
  )
  return [...apart, ...classes]
}

/** Times on a busy machine are of what else it did, too. */
function busyNotes({ gates: { speed }, epoch }: Judged): string[] {
  if (!speed.disturbed) return []
  const { comparisons, busyPercent } = speed.disturbed
  const used =
    busyPercent === null
      ? 'another etl-compare process was measuring'
      : `other work used up to ${Math.round(busyPercent)} % of the cores`
  return [
    `The machine was busy in ${comparisons} of ${counted(epoch.comparisons, 'comparison')}: ${used}. Run when nothing else is running.`,
  ]
}

/** Where rounding clocks widen the interval. */
function clockNotes({ gates: { speed }, subject }: Judged): string[] {
  const { baselineMs, candidateMs, widening } = speed.clocks
  const coarse = [
    ...(baselineMs > 0 ? [`${subject.baseline} counts in ${unitText(baselineMs)}`] : []),
    ...(candidateMs > 0 ? [`${subject.candidate} counts in ${unitText(candidateMs)}`] : []),
  ]
  const percent = 100 * Math.expm1(widening)
  return coarse.length > 0 && percent >= 0.1
    ? [
        `Clocks seem coarse: ${coarse.join(', ')}. The interval is ${percent.toPrecision(2)} % wider on both sides to allow for rounding.`,
      ]
    : []
}

const MOST_PLACES = 3

/** A job with an input of its own has no other size. */
export const elsewhereText = ({
  size,
  limits,
}: Pick<Judged['elsewhere'][number], 'size' | 'limits'>): string =>
  `${size === 'own' ? '' : `${size} with `}${describeLimits(limits)}`

function elsewhereNotes({ elsewhere, subject: { candidate } }: Judged): string[] {
  if (elsewhere.length === 0) return []
  const places = elsewhere.map(({ size, limits, days, failed, trials }) => {
    const failures = failed > 0 ? `, ${failed} of ${trials} trials failed` : ''
    return `${elsewhereText({ size, limits })} (${candidate} ran on ${counted(days, 'day')}${failures})`
  })
  return [`Measured, but not judged here: ${firstFew(places, MOST_PLACES)}.`]
}

const dependenceNotes = ({ gates: { speed } }: Judged): string[] =>
  speed.autocorrelation === null
    ? []
    : [`Autocorrelation of neighbouring observations: ${speed.autocorrelation.toFixed(2)}.`]
