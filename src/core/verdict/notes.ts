import type { Policy } from '../config/policy.ts'
import { counted } from '../text.ts'
import type { Epoch } from './epochs.ts'
import type { VerdictFacts } from './verdict.ts'
import { listed } from './words.ts'

/** What one must know to read a verdict rightly: which evidence it leaves out, and what of the policy is not in force. */
export function notesOf(
  verdict: VerdictFacts,
  epoch: Epoch,
  policy: Policy,
  unpaired: readonly string[],
): string[] {
  return [
    ...epochNotes(verdict, epoch),
    ...dayNotes(verdict),
    ...frameNotes(verdict, policy),
    ...(unpaired.length > 0
      ? [`keys of ${verdict.subject.baseline} without a comparison: ${newestFirst(unpaired)}`]
      : []),
    ...reopenedNotes(verdict),
    ...machineNotes(verdict),
    ...dependenceNotes(verdict),
  ]
}

const MOST_KEYS = 5

function newestFirst(keys: readonly string[]): string {
  const rest = keys.length - MOST_KEYS
  return `${keys.toReversed().slice(0, MOST_KEYS).join(', ')}${rest > 0 ? ` and ${rest} before` : ''}`
}

function epochNotes(
  { subject }: VerdictFacts,
  { number, others, changed, comparisons: [first] }: Epoch,
): string[] {
  if (others === 0) return []
  const codes = listed(changed.map((side) => subject[side]))
  const why = changed.length > 0 ? `, when the code of ${codes} was another than before` : ''
  return [
    `epoch ${number} began on ${first.day}${why}: ${counted(others, 'comparison')} of other code ${others === 1 ? 'does' : 'do'} not count`,
  ]
}

function dayNotes({ epoch }: VerdictFacts): string[] {
  const { comparisons = 0, days = [] } = epoch ?? {}
  return comparisons > days.length
    ? [
        `${counted(comparisons, 'comparison')} on ${counted(days.length, 'day')}: what ran on one day is one observation`,
      ]
    : []
}

/** Whoever could change these after having seen the figures could choose the answer. */
function frameNotes({ epoch }: VerdictFacts, policy: Policy): string[] {
  const frame = epoch?.frame
  if (!frame) return []
  const changed = (['alpha', 'judged', 'averageDays'] as const).filter((key) => frame[key] !== policy[key])
  return changed.map(
    (key) => `the policy's ${key}: ${policy[key]} is for the next epoch; this one began with ${frame[key]}`,
  )
}

/** Who read «retire» yesterday wants to know why it is gone. */
const reopenedNotes = ({ speed }: VerdictFacts): string[] =>
  (speed?.bounds ?? []).flatMap(({ what, before }) =>
    before
      ? [
          `the ${what} had ${before.state === 'pass' ? 'passed' : 'failed'} after ${counted(before.n, 'observation')}; with later ones the interval includes what is asked again`,
        ]
      : [],
  )

function machineNotes({ machines, speed, subject }: VerdictFacts): string[] {
  const apart = machines
    ? [
        `different machines in ${counted(machines.apart, 'comparison')}: ${subject.baseline} on ${listed(machines.baseline)}, ${subject.candidate} on ${listed(machines.candidate)}; the ratio is of engine and machine together`,
      ]
    : []
  const strata = (speed?.strata ?? []).map(
    ({ hostClass, comparisons, ratio }) =>
      `on ${hostClass}: ${counted(comparisons, 'comparison')}, mean ratio ${ratio.toPrecision(2)}`,
  )
  return [...apart, ...strata]
}

function dependenceNotes({ speed }: VerdictFacts): string[] {
  const autocorrelation = speed?.autocorrelation ?? null
  return autocorrelation === null
    ? []
    : [`autocorrelation of neighbouring observations ${autocorrelation.toFixed(2)}`]
}
