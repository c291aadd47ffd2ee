import { describeLimits } from '../../plan/plan.ts'
import type { CandidateRow, JobRow, JobStanding, Overview } from '../../report/model/overview.ts'
import type { Group } from '../../report/model/shared.ts'
import { counted } from '../../text/text.ts'
import { expectationOf } from '../../verdict/expectation.ts'
import { judgedOnes } from '../../verdict/verdict.ts'
import type { Invocation } from '../verdict/diff-command.ts'
import { aloneSentence, aloneSteps } from '../verdict/no-evidence.ts'
import { firstFew, listed, percentText } from '../verdict/numbers.ts'
import { smallerStepText } from '../verdict/smaller-step.ts'
import { judgedWord } from '../verdict/speed.ts'
import type { Step } from '../verdict/step.ts'
import { askedText } from '../verdict/window.ts'
import { spokenSteps, standings } from './candidate.ts'
import { dayNear, instantText } from './dates.ts'
import { capitalised, leading, numberWord, possessive, properName } from './figures.ts'
import { leftBy, noneText, readyText } from './left.ts'
import { baselineModes, isOnCluster } from './modes.ts'

const MOST_NAMED = 4

/** How many jobs no longer need their baseline. */
export function overviewHeadline({ jobs }: { jobs: readonly JobStanding[] }): string {
  const [only] = jobs
  if (!only) return 'No comparison yet.'
  const who = baselineOf(jobs)
  if (jobs.length === 1)
    return `${only.name} ${ALONE[standingOf(only)](leftBy(jobs, who), leading(only)?.engine.name ?? '')}.`
  const ready = jobs.filter(({ group }) => group === 'retire')
  return ready.length === 0 ? noneText(jobs, who) : readyText(ready, jobs.length, who)
}

/** Where a job stands, with what the days to come can be expected to bring. */
type Standing = Group | 'late' | 'work' | 'undecided'

function standingOf(job: JobStanding): Standing {
  const verdict = leading(job)?.verdict
  if (!verdict || verdict.decision === 'nothing') return job.group
  if (job.group === 'keep' && verdict.basis === 'undecided') return 'undecided'
  const expected = job.group === 'measure' ? expectationOf(verdict)?.what : undefined
  return expected === undefined || expected === 'days' ? job.group : expected
}

const ALONE: Record<Standing, (who: string, candidate: string) => string> = {
  retire: (who) => `no longer needs ${who}`,
  fix: (who, candidate) => `can’t leave ${who} yet: fix ${candidate} first`,
  measure: (who) => `may still need ${who}: it needs more days`,
  late: (who) => `may still need ${who}: the remaining days will probably not be enough`,
  work: (who) => `may still need ${who}: more days alone will not decide it`,
  undecided: (who) => `stays on ${who} for now: nothing was decided in time`,
  keep: (who) => `stays on ${who}`,
  nothing: () => 'has no comparison yet',
}

/** The baseline of all jobs, or that each has its own. */
export function baselineOf(jobs: readonly Pick<JobStanding, 'baseline'>[]): string {
  const names = [...new Set(jobs.map(({ baseline }) => baseline.name))]
  return names.length === 1 ? properName(names[0] ?? '') : 'the baseline'
}

/** Which jobs, and what the others wait for. */
export function overviewLead({ jobs }: { jobs: readonly JobStanding[] }): string {
  if (jobs.length === 0)
    return 'Run a job’s versions side by side, add what was measured to the ledger, and this page shows which of them can be retired.'
  const ready = jobs.filter(({ group }) => group === 'retire')
  const to = [...new Set(ready.flatMap((job) => leading(job)?.engine.name ?? []))]
  const where = to.length === 1 ? ` to ${to[0]}` : ''
  const moves =
    ready.length === 0
      ? []
      : [
          `${firstFew(
            ready.map(({ name }) => name),
            MOST_NAMED,
          )} can move${where} now.`,
        ]
  const who = baselineOf(jobs)
  const rest = (Object.keys(REST) as (keyof typeof REST)[]).flatMap((standing) => {
    const of = jobs.filter((job) => standingOf(job) === standing)
    const count = of.length
    const many = count === 2 && jobs.length === 2 ? 'both' : numberWord(count)
    return count === 0 ? [] : [`${many} ${REST[standing](count === 1, leftBy(of, who))}`]
  })
  const [first, ...others] = rest
  if (jobs.length === 1 || first === undefined) return moves.join(' ')
  const noun = first.replace(
    ' ',
    jobs.length - ready.length === 1 || first.startsWith('one ') ? ' job ' : ' jobs ',
  )
  return [...moves, `${capitalised(listed([noun, ...others]))}.`].join(' ')
}

const REST: Record<Exclude<Standing, 'retire'>, (isOne: boolean, who: string) => string> = {
  fix: (isOne) => `${isOne ? 'needs its' : 'need their'} candidate fixed first`,
  measure: (isOne) => `${isOne ? 'needs' : 'need'} more days`,
  late: () => 'will probably not be decided in the days left',
  work: (isOne) => `${isOne ? 'needs' : 'need'} more than days`,
  keep: (isOne, who) => `${isOne ? 'stays' : 'stay'} on ${who}`,
  undecided: (isOne) => `${isOne ? 'is' : 'are'} still undecided after ${isOne ? 'its' : 'their'} window`,
  nothing: (isOne) => `${isOne ? 'has' : 'have'} no comparison`,
}

/** What a job without a comparison needs; nothing of others, since their pages say it. */
export function firstSteps(job: JobRow, invocation: Invocation): Step[] {
  if (job.group !== 'nothing') return []
  const first = leading(job)
  return first ? spokenSteps(first, invocation) : aloneSteps(job.name, invocation)
}

/** Where a job stands, a sentence a line. */
export const jobStandings = ({ baseline, candidates, runs }: JobRow): string[] =>
  candidates.length > 0
    ? [...standings(candidates), ...smallerStepText(candidates)]
    : [aloneSentence({ baseline: properName(baseline.name), runs })]

/** How much was looked at. */
export function coverageText({ jobs, runs, comparisons, firstDay, newest, asOf }: Overview): string {
  const candidates = new Set(
    jobs.flatMap((job) => job.candidates.map(({ engine }) => `${job.name} ${engine.name}`)),
  )
  const oneSided = runs - comparisons
  const seen = [
    ...(comparisons > 0 ? [counted(comparisons, 'comparison')] : []),
    ...(oneSided > 0 ? [`${counted(oneSided, 'run')} of one side only`] : []),
  ]
  return [
    candidates.size > 0 ? counted(candidates.size, 'candidate') : 'no candidate yet',
    `${listed(seen)}${firstDay === null ? '' : ` since ${dayNear(firstDay, asOf)}`}`,
    ...(newest === null ? [] : [`last one ${instantText(newest)}`]),
  ].join(' · ')
}

/** As the first word of a sentence: a name stays as it is. */
const first = (who: string): string => (who === 'the baseline' ? capitalised(who) : who)

const namesOf = (jobs: readonly JobRow[]): string =>
  firstFew(
    jobs.map(({ name }) => name),
    MOST_NAMED,
  )

/** On what they ran: the first thing a sceptic asks. */
export function placeText(jobs: readonly JobRow[]): string {
  const ran = jobs.filter(({ runners }) => runners.length > 0)
  const remote = ran.filter(({ runners }) => runners.includes('remote'))
  const here = ran.filter((job) => !remote.includes(job) && !isOnCluster(job))
  const which = here.length < ran.length ? `${namesOf(here)}: ` : ''
  const modes = baselineModes(ran, first(baselineOf(ran)))
  const [common, ...others] = [...Map.groupBy(here, ({ limits }) => describeLimits(limits))].toSorted(
    ([, a], [, b]) => b.length - a.length,
  )
  const apart = others.map(
    ([limits, of]) =>
      `${firstFew(
        of.map(({ name }) => name),
        MOST_NAMED,
      )}: ${limits}`,
  )
  const but = apart.length > 0 ? ` (${apart.join('; ')})` : ''
  return [
    ...(common
      ? [
          `${which}${here.every(({ group }) => group === 'nothing') ? 'All runs were' : `${first(baselineOf(here))} and its candidates ran`} on single machines${containersText(here)}: ${common[0]}${but}. Not a cluster.`,
        ]
      : []),
    ...(remote.length > 0 ? [`${namesOf(remote)}: figures that another platform measured.`] : []),
    ...(modes === '' ? [] : [modes]),
  ].join(' ')
}

/** How far apart the baseline's own repeats lie: nobody should believe less. */
export function noiseText(jobs: readonly JobRow[]): string {
  const known = jobs.flatMap(({ noise }) => (noise === null ? [] : [noise - 1]))
  if (known.length === 0) return ''
  const range = [...new Set([Math.min(...known), Math.max(...known)].map(percentText))].join(' to ')
  return `Noise${jobs.length > 1 ? ', by job' : ''}: the slowest of ${possessive(baselineOf(jobs))} own repeats typically took ${range} longer than the quickest.`
}

function containersText(jobs: readonly JobRow[]): string {
  const runners = new Set(jobs.flatMap((job) => job.runners))
  if (runners.size > 1 || jobs.length === 0) return ''
  if (runners.has('docker')) return ', in containers'
  return runners.has('process') ? ', as processes' : ''
}

/** What a strip of days shows, in words: `19 days · 2 failed · 1 missing`. */
export function stripText({ strip, verdict }: CandidateRow): string {
  const count = (state: string) => strip.filter((cell) => cell.state === state).length
  if (verdict.decision === 'nothing') return 'no comparison'
  const { days } = verdict.gates.window
  const parts = (['failed', 'differs', 'incomplete', 'missing'] as const).flatMap((state) =>
    count(state) > 0 ? [`${count(state)} ${state === 'differs' ? 'differed' : state}`] : [],
  )
  const isOver = verdict.gates.window.state === 'fail'
  return [`${counted(days, 'day')}${isOver ? ', window over' : ''}`, ...parts].join(' · ')
}

/** What the picture of all candidates shows. */
export const forestTitle = (jobs: readonly JobRow[]): string =>
  `${capitalised(judgedWordsOf(jobs))} of each candidate, relative to ${baselineOf(jobs)}`

/** `time`, `p95 latency`; where jobs of both kinds are shown, `time or p95 latency`. */
export function judgedWordsOf(jobs: readonly JobRow[]): string {
  const verdicts = jobs.flatMap(({ candidates }) => judgedOnes(candidates.map(({ verdict }) => verdict)))
  return [...new Set(verdicts.map(judgedWord))].toSorted().toReversed().join(' or ') || 'time'
}

/** What a policy asks for, where all jobs ask the same: `Days (policy: 14 to 28)`. */
export function daysTitle(jobs: readonly JobRow[]): string {
  const asked = jobs.flatMap(({ candidates }) =>
    candidates.flatMap(({ verdict }) => (verdict.decision === 'nothing' ? [] : [askedText(verdict)])),
  )
  const [only, ...others] = new Set(asked)
  return only !== undefined && others.length === 0 ? `Days (policy: ${only})` : 'Days measured'
}
