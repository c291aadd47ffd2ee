import type { CandidateRow } from '../../report/model/overview.ts'
import { counted } from '../../text/text.ts'
import { expectationOf } from '../../verdict/expectation.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { bothFailedText } from '../verdict/both-failed.ts'
import type { Invocation } from '../verdict/diff-command.ts'
import { expectedText } from '../verdict/expectation.ts'
import { evidenceText, needsText } from '../verdict/gates.ts'
import { keepText, leftName, retireText } from '../verdict/move.ts'
import { nextSteps } from '../verdict/next-steps.ts'
import { nothingReason, often } from '../verdict/no-evidence.ts'
import { firstFew, listed, timesText } from '../verdict/numbers.ts'
import { undecidedReason } from '../verdict/sentence.ts'
import { isOfLatency, judgedWord } from '../verdict/speed.ts'
import type { Step } from '../verdict/step.ts'
import { idleDays } from '../verdict/warnings.ts'
import { dayNear, spokenDays } from './dates.ts'
import { capitalised, intervalText, percentOf, possessive, properName, timeShare } from './figures.ts'

/** Where a candidate stands, as a sentence that needs no other one before it. */
const standing = (row: CandidateRow): string => spokenDays(standingOf(row), row.verdict.asOf)

function standingOf(row: CandidateRow): string {
  const { verdict, group } = row
  if (verdict.decision === 'nothing') return `${nothingReason(verdict)}.`
  const name = verdict.subject.candidate
  switch (group) {
    case 'retire':
      return `${staysText(verdict)}${name} ${delivers(row, verdict)}.`
    case 'fix':
      return `${name} ${fault(verdict)}.`
    case 'measure':
      return `${name}${measuring(verdict)}.`
    default:
      return `${keepReason(row, verdict)}.`
  }
}

/** What is to be done, where that is not to retire the baseline as a whole. */
const staysText = (verdict: Judged): string =>
  ['spark', 'code'].includes(verdict.move.keeps ?? '')
    ? `${retireText(verdict, properName(verdict.subject.baseline))}: `
    : ''

/** Whose time it is held against: `Spark’s`, `the cluster’s`. */
const whose = (verdict: Judged): string => possessive(leftName(verdict))

/** `delivers the same data in 61 % of Spark’s time`; what was excepted is part of it. */
function delivers({ ratio }: CandidateRow, verdict: Judged): string {
  const { waived, declared, undeclared } = verdict.gates.parity
  const excepted = [...(waived > 0 ? ['waived'] : []), ...(declared.length > 0 ? ['declared'] : [])]
  const but = excepted.length > 0 ? ` except for ${listed(excepted)} differences` : ''
  const unseen = undeclared.length > 0 ? `, ${counted(undeclared.length, 'table')} not compared` : ''
  const [does, at] = isOfLatency(verdict)
    ? ['gives the same answers', 'at']
    : ['delivers the same data', 'in']
  const time = ratio ? ` ${at} ${timeShare(ratio.value, whose(verdict), judgedWord(verdict))}` : ''
  return `${does}${but}${time}${unseen}`
}

/** What was found before anything is decided; nothing where outputs are not known to be equal, or there is no time that counts. */
export function soFarText(row: CandidateRow): string {
  const { group, verdict, ratio } = row
  if (group !== 'measure' || verdict.decision === 'nothing' || !ratio || ratio.isVoid) return ''
  const { equal, comparisons } = verdict.gates.parity
  if (equal < comparisons) return ''
  return `So far, ${verdict.subject.candidate} ${delivers(row, verdict)}, on ${counted(ratio.n, 'day')}.`
}

/** What is wrong with it, as a predicate: `delivered different data on 27 Nov`. */
function fault(verdict: Judged): string {
  const { parity, failures } = verdict.gates
  if (parity.state === 'fail') {
    const days = parity.differences.map(({ partition }) => partitionText(partition, verdict.asOf))
    const more = parity.differing - days.length
    return `delivered different data on ${more > 0 ? `${days.join(', ')} and ${more} more days` : listed(days)}`
  }
  if (failures.state === 'fail')
    return `failed alone in ${failures.candidateAlone} of ${counted(failures.of, 'comparison')}`
  return `fails on ${verdict.decisive ?? 'parity'}: ${evidenceText(verdict, verdict.decisive ?? 'parity')}`
}

const DAY = /^\d{4}-\d\d-\d\d$/

export const partitionText = (partition: string, asOf: string): string =>
  DAY.test(partition) ? dayNear(partition, asOf) : partition

/** ` failed alone in 2 of the last 14 measured days`; nothing where that isn't what it waits for. */
function recentFailures({ gates: { failures } }: Judged): string {
  const { open, recent } = failures
  return open === 'recent'
    ? ` failed alone ${often(recent.count)} in the last ${counted(recent.days, 'measured day')}`
    : ''
}

/** What to do next about it, with days as people say them. */
export const spokenSteps = ({ verdict }: CandidateRow, invocation: Invocation): Step[] =>
  nextSteps(verdict, invocation).map((step) => ({
    ...step,
    text: capitalised(spokenDays(step.text, verdict.asOf)),
  }))

/** What it waits for, and that it failed where that is a part of it. */
function measuring(verdict: Judged): string {
  const recent = recentFailures(verdict)
  const isApart = recent !== '' && expectationOf(verdict)?.what === 'work'
  return `${recent}${isApart ? ', and ' : ': '}${waiting(verdict)}`
}

/** What it waits for: `at least 13 more days`, or what no number of days brings. */
function waiting(verdict: Judged): string {
  const expected = expectationOf(verdict)
  if (!expected) return 'waiting for more days'
  if (expected.what === 'days' && idleDays(verdict) > 0)
    return `not measured since ${verdict.epoch.newestDay}; ${expectedText(expected)} once it runs again`
  if (expected.what !== 'work') return expectedText(expected)
  const failed = bothFailedText(verdict)
  if (failed) return failed
  return firstFew(
    expected.gates.map((name) => `${name} needs ${needsText(verdict, name) ?? 'a decision'}`),
    2,
  )
}

const takes = (verdict: Judged): string => (isOfLatency(verdict) ? 'has' : 'takes')

function keepReason({ ratio }: CandidateRow, verdict: Judged): string {
  const { subject, basis, decisive, epoch } = verdict
  const interval = ratio?.interval ? ` (${intervalText(ratio.interval)}×)` : ''
  if (basis === 'undecided') {
    const times = ratio
      ? `${subject.candidate} ${takes(verdict)} ${timesText(ratio.value)} the ${judgedWord(verdict)}${interval}`
      : null
    const why = undecidedReason(verdict) ?? times
    return [`Undecided after ${counted(epoch.completeDays.length, 'day')}`, ...(why ? [why] : [])].join(': ')
  }
  if (decisive === 'speed' && ratio)
    return `${subject.candidate} ${takes(verdict)} ${timesText(ratio.value)} ${whose(verdict)} ${judgedWord(verdict)}${interval}`
  return `${subject.candidate} fails on ${decisive ?? 'speed'}: ${evidenceText(verdict, decisive ?? 'speed')}`
}

/** Candidates of a job, the quickest first, a sentence a line: those of which the same is said are named together. */
export function standings(rows: readonly CandidateRow[]): string[] {
  const [first, ...ready] = rows.filter(({ group }) => group === 'retire')
  const also = ready.map(
    ({ engine, ratio }) => `${engine.name}${ratio ? ` (${percentOf(ratio.value)})` : ''}`,
  )
  const unready = rows.filter(({ group }) => group !== 'retire')
  return [
    ...(first ? [standing(first)] : []),
    ...(also.length > 0 ? [`Also: ${listed(also)}.`] : []),
    ...[...Map.groupBy(unready, saidOfAny).values()].flatMap(together),
  ]
}

/** Stands for the candidate, to see of whom else the same could be said. */
const ANYONE = '\0'

const saidOfAny = (row: CandidateRow): string => standing(namedAs(row, ANYONE))

/** A sentence of the first says it of all. */
function together(rows: readonly CandidateRow[]): string[] {
  const [first] = rows
  return first ? [standing(namedAs(first, listed(rows.map(({ engine }) => engine.name))))] : []
}

/** The same verdict of another name: the sentences of several that only wait, or have nothing, differ in it alone. */
function namedAs(row: CandidateRow, candidate: string): CandidateRow {
  const { verdict, group } = row
  if (group !== 'measure' && group !== 'nothing') return row
  return { ...row, verdict: { ...verdict, subject: { ...verdict.subject, candidate } } }
}

/** What the page asks first, answered: the job's decision as a headline. */
export const headlineOf = (row: CandidateRow): string => spokenDays(decisionOf(row), row.verdict.asOf)

function decisionOf(row: CandidateRow): string {
  const { verdict, group } = row
  if (verdict.decision === 'nothing') return 'Nothing to judge yet.'
  const { subject } = verdict
  const baseline = properName(subject.baseline)
  switch (group) {
    case 'retire':
      return `${retireText(verdict, baseline)}: ${subject.candidate} ${delivers(row, verdict).replace(whose(verdict), 'the')}.`
    case 'fix':
      return `Fix ${subject.candidate} first: it ${fault(verdict)}.`
    case 'measure': {
      const expected = expectationOf(verdict)
      const failed = bothFailedText(verdict)
      if (failed) return `Keep measuring once the failures are fixed: ${failed}.`
      return expected?.what === 'work'
        ? `Keep measuring, but days alone will not settle ${listed(expected.gates)}.`
        : `Keep measuring: ${waiting(verdict)}.`
    }
    default:
      return verdict.basis === 'undecided'
        ? `${keepReason(row, verdict).replace(/^Undecided after \d+ days?/, `$&, so keep ${leftName(verdict, baseline)} for now`)}.`
        : `${keepText(verdict, baseline)}: ${keepReason(row, verdict).replace(whose(verdict), 'the')}.`
  }
}
