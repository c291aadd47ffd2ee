import { areSameLimits } from '../../model/record/limits.ts'
import { daysBetween } from '../../model/units/day.ts'
import { counted } from '../../text/text.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { clockText } from '../clock.ts'
import { unpairedWarnings } from './failures.ts'
import { elsewhereText } from './notes.ts'
import { hoursText, listed, MUCH, timesText } from './numbers.ts'

/** Fewer changes are those of a job that is being made ready. */
const FEW_CHANGES = 3

/** Where code changes too often for any to be measured long enough: days alone then never end it. */
function changingWarning({ decision, epoch, gates }: Judged): string[] {
  const { number, others, comparisons } = epoch
  const { asked, state } = gates.window
  const isTooOften = number > FEW_CHANGES && (others + comparisons) / number < asked.days
  return decision === 'measuring' && state !== 'pass' && isTooOften
    ? [
        `The code changed ${number - 1} times in ${counted(others + comparisons, 'comparison')}: if this continues, no version will be measured on ${counted(asked.days, 'day')}.`,
      ]
    : []
}

/** Above so many days, repeats are no second look at the last partition. */
const FEW_DAYS = 2

/** Where runs go on under partitions that are compared already: days alone then never end it. */
const repeatWarning = ({ decision, epoch: { lastDay, newestDay } }: Judged): string[] =>
  decision === 'measuring' && daysBetween(lastDay, newestDay) > FEW_DAYS
    ? [
        `Since ${lastDay} there was no new partition, only repeats until ${newestDay}. Repeats do not add days: give each run its own partition (--partition).`,
      ]
    : []

/** What a mean hides from whoever decides by it: slower days, and a baseline that misses the limit as well. */
function speedWarnings({ decision, decisive, gates: { speed }, epoch, subject }: Judged): string[] {
  const { baseline, candidate } = subject
  const slower = speed.series.map(({ ratio }) => ratio).filter((ratio) => ratio > 1)
  const missed = speed.bounds.find(({ what, state }) => what === 'limit' && state === 'fail')
  const needed = speed.baselineSeconds
  const { every, bounds } = speed
  const clock = epoch.frame.judged
  const [took, ofTime] = clock === 'p95' ? ['had', ' the p95 latency'] : ['took', ' as long']
  const judged = bounds.find(({ what, state }) => what === 'ratio' && state !== 'not yet')
  const isOther = every && judged && every.ratio > judged.asked !== (judged.state === 'fail')
  return [
    ...(isOther
      ? [
          `The first comparison of each day counts; over all ${every.comparisons}, ${candidate} ${took} ${timesText(every.ratio)}${ofTime}.`,
        ]
      : []),
    ...(decision === 'retire' && slower.length > 0
      ? [
          `${candidate} was slower than ${baseline} in ${slower.length} of ${counted(speed.series.length, 'observation')}, up to ${timesText(Math.max(...slower))}${ofTime}.`,
        ]
      : []),
    ...(decision === 'keep' && decisive === 'speed' && missed && needed !== null && needed > missed.asked
      ? [
          `${baseline} misses the limit of ${clockText(clock, missed.asked)} too: ${clock === 'p95' ? 'its p95 latency was' : 'it took'} ${clockText(clock, needed)}.`,
        ]
      : []),
  ]
}

/** After so many days without a run, days to come do not come by themselves; a weekly job never waits as long. */
const IDLE_DAYS = 14

/** Days since it was last measured, where that is longer than any schedule waits; else 0. */
export function idleDays({ epoch, asOf }: Judged): number {
  const age = daysBetween(epoch.newestDay, asOf)
  return age > IDLE_DAYS ? age : 0
}

/** What changes how the sentence reads, whatever it concludes. */
export function warnings(verdict: Judged): string[] {
  const { subject, machines, conditions, gates, epoch, asOf, elsewhere } = verdict
  const { baseline, candidate } = subject
  const { apart, days, disturbed } = gates.speed
  const idle = idleDays(verdict)
  return [
    ...unpairedWarnings(verdict),
    ...changingWarning(verdict),
    ...repeatWarning(verdict),
    ...speedWarnings(verdict),
    ...(machines
      ? [
          `They ran on different machines: ${baseline} on ${listed(machines.baseline)}, ${candidate} on ${listed(machines.candidate)}.`,
        ]
      : []),
    ...conditions
      .filter(({ comparisons }) => comparisons >= MUCH * epoch.comparisons)
      .map(
        ({ what, comparisons, ...of }) =>
          `Their ${what} differs in ${comparisons} of ${counted(epoch.comparisons, 'comparison')}: ${listed(of.baseline)} for ${baseline}, ${listed(of.candidate)} for ${candidate}.`,
      ),
    ...(disturbed && disturbed.comparisons >= MUCH * epoch.comparisons
      ? [
          `The machine was busy with other work in ${disturbed.comparisons} of ${counted(epoch.comparisons, 'comparison')}.`,
        ]
      : []),
    ...(days.baseline !== days.candidate && Math.min(days.baseline, days.candidate) < gates.window.asked.days
      ? [
          `${baseline} ran on ${counted(days.baseline, 'day')}, ${candidate} on ${counted(days.candidate, 'day')}: each day counts as one observation.`,
        ]
      : []),
    ...(apart
      ? [
          `They ran up to ${hoursText(apart.hours)} apart (more than 12 hours in ${apart.comparisons} of ${counted(epoch.comparisons, 'comparison')}).`,
        ]
      : []),
    ...elsewhere
      .filter(({ failed }) => failed > 0)
      .filter(
        ({ size, limits }) =>
          !gates.failures.atLimits.some((each) => each.size === size && areSameLimits(each.limits, limits)),
      )
      .map(({ size, limits, failed, outOfMemory, trials }) => {
        const how = outOfMemory > 0 ? `ran out of memory in ${outOfMemory}` : `failed in ${failed}`
        return `At ${elsewhereText({ size, limits })}, which is not judged here, ${candidate} ${how} of ${counted(trials, 'trial')}.`
      }),
    ...(idle > 0 ? [`Last measured on ${epoch.newestDay}, ${counted(idle, 'day')} before ${asOf}.`] : []),
  ]
}
