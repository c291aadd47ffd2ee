import { counted } from '../../text/text.ts'
import { openGates } from '../../verdict/decision.ts'
import { type Expectation, expectationOf } from '../../verdict/expectation.ts'
import type { GateName, Gates, Judged, Verdict } from '../../verdict/verdict.ts'
import { bothFailedText } from './both-failed.ts'
import { useText } from './differences.ts'
import { expectedDays } from './expectation.ts'
import { unpairedText } from './failures.ts'
import { fallbackText } from './forecast.ts'
import { evidenceText, needsText } from './gates.ts'
import { keepText, leftName, retireText } from './move.ts'
import { nothingReason } from './no-evidence.ts'
import {
  firstFew,
  listed,
  moreDays,
  percentText,
  rangeText,
  ratioText,
  remainingDays,
  timesText,
} from './numbers.ts'
import { inputsText, waiversText } from './parity.ts'
import { classText, isOfLatency, lostText, tookText } from './speed.ts'
import { warnings } from './warnings.ts'

/** The verdict as one says it to a colleague. No estimate without its interval; no failure rate of 0 %. */
export function sentenceOf(verdict: Verdict): string {
  if (verdict.decision === 'nothing') return `Nothing to judge: ${nothingReason(verdict)}.`
  const sentences = { retire, keep, measuring }
  return [sentences[verdict.decision](verdict), ...warnings(verdict)].join(' ')
}

function retire(verdict: Judged): string {
  const { subject, epoch, gates } = verdict
  const days = counted(epoch.completeDays.length, 'day')
  const { candidateAlone, of, bound } = gates.failures
  const rate = bound === null ? '' : ` (the true rate may be up to ${percentText(bound)})`
  const did = isOfLatency(verdict) ? 'gave the same answers' : 'delivered the same data'
  const head = `${retireText(verdict)}: over ${days} ${subject.candidate} ${did}${exceptText(gates)}, failed alone in ${candidateAlone} of ${counted(of, 'comparison')}${rate}, and ${tookText(verdict)}.`
  return [head, ...dearerText(verdict), ...fallbackText(verdict)].join(' ')
}

/** Without a margin for it, cost decides nothing; who reads no further must know of it. */
function dearerText({ gates: { cost }, subject }: Judged): string[] {
  if (!cost.facts) return []
  const { ratio, mean } = cost.facts
  if (ratio.lower > 1)
    return [`A typical run costs ${rangeText(ratio, ratioText)}× as much as with ${subject.baseline}.`]
  const isDearer = mean.saved.upper < 0 || (mean.saved.value < 0 && ratio.upper < 1)
  return isDearer
    ? [
        `On average over all runs, a run costs ${timesText(mean.candidate.value / mean.baseline.value)} as much as with ${subject.baseline}.`,
      ]
    : []
}

/** Waivers and declarations stand in the sentence: who reads no further must know of them. */
function exceptText({ parity }: Gates): string {
  const excepted = [
    ...(parity.undeclared.length > 0
      ? [`undeclared tables, which were not compared (${firstFew(parity.undeclared, MOST_NAMED)})`]
      : []),
    ...(parity.declared.length > 0
      ? [`declared differences (${firstFew(parity.declared.map(useText), MOST_NAMED)})`]
      : []),
    ...(parity.waived > 0 ? [`waived differences in ${parity.waived} (by ${waiversText(parity)})`] : []),
  ]
  return excepted.length > 0 ? ` except for ${excepted.join(' and ')}` : ''
}

const MOST_NAMED = 3

function keep(verdict: Judged): string {
  const { basis, decisive, subject } = verdict
  const { candidate } = subject
  if (basis === 'fix-candidate') {
    return `Fix ${candidate} first: ${evidenceText(verdict, decisive ?? 'parity')}. This is not evidence for ${leftName(verdict)}.`
  }
  if (basis === 'undecided')
    return `Not decided after ${counted(verdict.epoch.completeDays.length, 'day')}: ${undecidedReason(verdict) ?? `${candidate} ${tookText(verdict)}`}. ${keepText(verdict)} for now. This is not evidence for it.`
  if (decisive === 'speed') return `${keepText(verdict)}: ${candidate} ${tookText(verdict)}.`
  return `${keepText(verdict)}, because ${candidate} fails on ${decisive}: ${evidenceText(verdict, decisive ?? 'window')}.`
}

/** What kept it open: what needs somebody's work, else what days did not bring; null where only the times are undecided. */
export function undecidedReason(verdict: Judged): string | null {
  const { gates, decisive } = verdict
  if (decisive !== null && decisive !== 'window') return `${decisive}: ${evidenceText(verdict, decisive)}`
  const { days, asked, first } = gates.window
  const open = openGates(gates)
  const work = open.find((name) => gates[name].needs === null)
  if (work !== undefined) return `${work} needs ${needsText(verdict, work)}`
  if (days < asked.days)
    return `at least ${counted(asked.days, 'day')} are needed within ${counted(asked.within, 'calendar day')} of ${first}`
  if (gates.parity.open === 'few-inputs') return `parity needs ${needsText(verdict, 'parity')}`
  const [reason] = open.flatMap((name) => hindrance(verdict, name))
  return reason ?? null
}

/** What keeps a gate open besides days, as a clause; none where days alone are missing. */
function hindrance(verdict: Judged, name: GateName): string[] {
  const { gates, subject } = verdict
  const { failures, speed } = gates
  if (name === 'failures' && failures.open === 'unpaired')
    return [
      `${unpairedText(failures.unpaired, subject)}, and at most ${percentText(failures.unpaired.allowed)} may be without one`,
    ]
  if (name === 'failures' && failures.open === 'recent')
    return [
      `${subject.candidate} failed alone in ${failures.recent.count} of the last ${counted(failures.recent.days, 'measured day')}, and ${failures.recent.allowed} are allowed`,
    ]
  if (name === 'speed' && speed.open === 'times')
    return [`9 of 10 comparisons need a time: ${lostText(speed, subject)}`]
  if (name === 'speed' && speed.open === 'class')
    return [`1 class of machines disagrees: ${classText(speed)}`]
  return name === 'speed' || gates[name].needs !== null ? [] : [`${name} needs ${needsText(verdict, name)}`]
}

function measuring(verdict: Judged): string {
  const { gates } = verdict
  const open = openGates(gates)
  const expected = expectationOf(verdict)
  const blocked = expected?.what === 'work' ? expected.gates : []
  const failed = bothFailedText(verdict)
  const when = failed
    ? ` once the failures are fixed: ${failed}, and a day without outputs does not count`
    : expected?.what === 'days'
      ? `, ${expectedDays(expected)}`
      : ''
  const head = `Keep measuring${when}`
  const parts = [
    gates.speed.n < PROVISIONAL && gates.speed.trials ? provisional(verdict) : soFar(verdict, open),
    ...blocked.map((name) => `Days alone will not settle ${name}: it needs ${needsText(verdict, name)}.`),
    ...open
      .filter((name) => !blocked.includes(name))
      .flatMap((name) => hindrance(verdict, name))
      .map((clause) => `${clause}.`),
    ...(expected?.what === 'late' ? tooLong(verdict, open, expected) : []),
  ]
  return `${head}. ${parts.join(' ')}`
}

/** Below so many observations there is no interval. */
const PROVISIONAL = 5

/** What the first days showed, and what they cannot. */
function provisional(verdict: Judged): string {
  const { gates } = verdict
  const days = counted(Math.max(1, gates.window.days), 'day')
  const { bound } = gates.failures
  const rate = bound === null ? '' : `failures (up to ${percentText(bound)} of runs may fail), `
  return `Provisional, after ${days}: ${trialsText(verdict)}, and ${outputsText(verdict)}. This cannot show ${rate}other loads, weekends or month-end.`
}

function trialsText(verdict: Judged): string {
  const { baseline, candidate } = verdict.subject
  const { trials } = verdict.gates.speed
  if (!trials) return `${candidate} has no times yet`
  const range = rangeText(trials, timesText)
  if (isOfLatency(verdict))
    return `in the same load the p95 latency of ${candidate} was ${range} that of ${baseline} in every pair of trials`
  if (trials.upper < 1)
    return `every trial of ${candidate} was faster than every trial of ${baseline} on the same input (${range})`
  if (trials.lower > 1)
    return `every trial of ${candidate} was slower than every trial of ${baseline} on the same input (${range})`
  return `trials of ${candidate} took ${range} as long as those of ${baseline} on the same input`
}

function outputsText(verdict: Judged): string {
  const { equal, comparisons, unknown, inputs } = verdict.gates.parity
  if (equal === 0 && unknown > 0) return 'whether the outputs are equal is not known yet'
  const unsaid = unknown > 0 ? `, and not known in ${unknown}` : ''
  return equal === comparisons
    ? `the outputs were equal on ${inputsText(inputs)}`
    : `the outputs were equal in ${equal} of ${counted(comparisons, 'comparison')}${unsaid}`
}

function soFar(verdict: Judged, open: readonly GateName[]): string {
  const { gates, subject } = verdict
  const { days } = gates.window
  const after = days > 0 ? ` after ${counted(days, 'day')} with both engines` : ''
  const waiting = `Still open${after}: ${listed(open)}.`
  const { state } = gates.speed
  if (gates.speed.bounds.every(({ value }) => value === null))
    return `${waiting} ${subject.candidate} ${tookText(verdict)}.`
  if (state === 'not yet') return `${waiting} So far ${subject.candidate} ${tookText(verdict)}.`
  const slower = state === 'fail' ? `So far ${subject.candidate} is slower: it` : subject.candidate
  const rest =
    gates.window.open === 'days' ? '; the remaining days are for failures, weekends and month-end' : ''
  return `${waiting} ${slower} ${tookText(verdict)}. Speed is settled${rest}.`
}

/** Where the window will probably be full before anything is decided. */
function tooLong(
  { gates }: Judged,
  open: readonly GateName[],
  { least, left }: Expectation & { what: 'late' },
): string[] {
  const slowest = open.toSorted((a, b) => (gates[b].needs?.least ?? 0) - (gates[a].needs?.least ?? 0))[0]
  if (slowest === undefined) return []
  if (left === 0) return ['The window ends today.']
  const remaining = remainingDays(left)
  if (slowest === 'speed' && gates.speed.open === 'spread')
    return [`At the current spread, ${remaining} will probably not be enough.`]
  return [
    `${remaining.replace(/^t/, 'T')} will probably not be enough for ${slowest}: it needs at least ${moreDays(least)}.`,
  ]
}
