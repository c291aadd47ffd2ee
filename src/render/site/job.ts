import { formatBytes } from '../../model/units/bytes.ts'
import { describeLimits } from '../../plan/plan.ts'
import type { JobPage } from '../../report/model/job.ts'
import type { CandidateRow } from '../../report/model/overview.ts'
import { counted } from '../../text/text.ts'
import type { GateName, Judged } from '../../verdict/verdict.ts'
import type { Invocation } from '../verdict/diff-command.ts'
import { evidenceText, needsText } from '../verdict/gates.ts'
import { leftName } from '../verdict/move.ts'
import { aloneSentence, aloneSteps } from '../verdict/no-evidence.ts'
import { firstFew, percentText, timesText } from '../verdict/numbers.ts'
import { smallerStepText } from '../verdict/smaller-step.ts'
import { isOfLatency, judgedWord } from '../verdict/speed.ts'
import type { Step } from '../verdict/step.ts'
import { askedText, spanText } from '../verdict/window.ts'
import { headlineOf, spokenSteps, standings } from './candidate.ts'
import { longDay, spokenDays } from './dates.ts'
import { capitalised, glued, intervalText, leading, possessive, properName } from './figures.ts'
import { isOnCluster, jobModes } from './modes.ts'
import { billsRestOn, savingOf } from './money.ts'

/** What the page says first. */
export function jobHeadline(job: JobPage): string {
  const first = leading(job)
  return first ? headlineOf(first) : 'Nothing to judge yet.'
}

/** Title of its page. */
export const jobTitle = (job: JobPage): string => `${job.name}: ${jobHeadline(job).replace(/\.$/, '')}`

/** What to do now, about the candidate that the page speaks of first: one thing, or all ways to a first comparison. */
export function nextStepsOf(job: JobPage, invocation: Invocation): Step[] {
  const first = leading(job)
  if (!first) return aloneSteps(job.name, invocation)
  const steps = spokenSteps(first, invocation)
  if (first.verdict.decision === 'nothing') return steps
  return steps.length > 0 ? steps.slice(0, 1) : [{ text: 'Nothing: come back when more days are measured.' }]
}

/** Where the others stand. */
export const othersText = (job: JobPage): string[] => {
  const first = leading(job)
  if (!first) return [aloneSentence({ baseline: properName(job.baseline.name), runs: job.runs })]
  if (job.group === 'nothing') return standings(job.candidates)
  return [...standings(job.candidates.filter((each) => each !== first)), ...smallerStepText(job.candidates)]
}

/** On what it ran, and how far apart its own repeats lie: what a sceptic asks first. */
export function jobPlace(job: JobPage): string {
  const { baseline, group, runners, limits, inputBytes, noise, machines } = job
  const who = properName(baseline.name)
  const input = inputBytes === null ? '' : `, over ${formatBytes(inputBytes)} of input`
  const how = runners.includes('docker')
    ? ', in containers'
    : runners.includes('process')
      ? ', as processes'
      : ''
  const here = `on single machines${how} with ${describeLimits(limits)}`
  const all = isOnCluster(job) ? 'The candidates ran' : `${who} and its candidates ran`
  const isRemote = runners.includes('remote')
  const place = isRemote
    ? `Figures that another platform measured${runners.length > 1 ? `, and runs ${here}` : ''}`
    : `${group === 'nothing' ? 'All runs were' : all} ${here}`
  const local = isRemote || isOnCluster(job) ? '' : ' Not a cluster.'
  const modes = jobModes(job)
  const repeats =
    noise === null
      ? ''
      : ` Noise: the slowest of ${possessive(baseline.name)} own repeats typically took ${percentText(noise - 1)} longer than the quickest.`
  const classes =
    machines.length > 1
      ? ` ${machines.length} classes of machines: ${firstFew(
          machines.map(({ hostClass }) => hostClass),
          MOST_NAMED,
        )}.`
      : ''
  return `${place}${input}.${local}${modes && ` ${modes}.`}${repeats}${classes}`
}

const MOST_NAMED = 3

export interface KeyFigure {
  term: string
  /** Null where there is no figure: then only the detail is shown. */
  value: string | null
  detail: string
}

/** Figures that a decision is made by; of a service, which has no bill, without a saving. */
export function keyFigures(row: CandidateRow, baseline: string): KeyFigure[] {
  const { ratio, verdict } = row
  if (verdict.decision === 'nothing') return []
  const { window, failures } = verdict.gates
  return [
    {
      term: `${capitalised(judgedWord(verdict))}, ${properName(baseline)} is 1`,
      value: ratio === null ? null : timesText(ratio.value),
      detail:
        ratio === null
          ? 'no times yet'
          : `${ratio.interval ? `${intervalText(ratio.interval)}` : 'no interval yet'}${limitText(verdict)}`,
    },
    {
      term: 'Days measured',
      value: String(window.days),
      detail: spokenDays(daysDetail(verdict), verdict.asOf),
    },
    {
      term: `Failures of ${verdict.subject.candidate} alone`,
      value: String(failures.candidateAlone),
      detail:
        failures.bound === null
          ? 'nothing ran'
          : `in ${counted(failures.of, 'comparison')}; the true rate may be up to ${percentText(failures.bound)}`,
    },
    ...(isOfLatency(verdict) ? [] : [savingFigure(row, verdict, baseline)]),
  ]
}

function savingFigure(row: CandidateRow, verdict: Judged, baseline: string): KeyFigure {
  const saving = savingOf(row)
  return saving.least === null || verdict.decision === 'keep'
    ? {
        term: 'Saving a year',
        value: null,
        detail:
          saving.least === null ? saving.text : `none: ${leftName(verdict, properName(baseline))} stays`,
      }
    : { term: 'Saving a year', value: saving.text, detail: billsRestOn([row]) }
}

/** `of 14 to 28, since 2026-11-01`; of more days than that, or a window that is over, in which days they lie. */
function daysDetail(verdict: Judged): string {
  const { days, asked, state } = verdict.gates.window
  if (state === 'fail') return `${spanText(verdict)}; the window of ${askedText(verdict)} is over`
  return days > asked.most
    ? `${spanText(verdict)}; at least ${asked.days} were needed`
    : `of ${askedText(verdict)}, ${spanText(verdict)}`
}

const limitText = ({ gates }: Judged): string =>
  gates.speed.bounds
    .filter(({ what }) => what === 'ratio')
    .map(({ asked }) => `; limit ${asked}`)
    .join('')

/** Of gates that may still change, or that are closed. */
export const gatesTitle = ({ group }: Pick<CandidateRow, 'group'>): string =>
  group === 'measure' || group === 'fix' ? 'What must be true' : 'What had to be true'

/** What a gate asks, as the thing that must be true. */
export const GATE_TITLES: Record<GateName, string> = {
  parity: 'Same data',
  window: 'Enough days',
  failures: 'No failures',
  speed: 'Fast enough',
  capacity: 'Room to grow',
  cost: 'Cost',
}

export interface GateWord {
  state: 'pass' | 'fail' | 'not yet' | 'not judged'
  /** The evidence, and what is missing. */
  text: string
}

/** How one gate stands for one candidate. */
export function gateWord(verdict: Judged, name: GateName): GateWord {
  const { state, deciding } = verdict.gates[name]
  const needs = state === 'pass' ? null : needsText(verdict, name)
  const text = `${evidenceText(verdict, name)}.${needs === null ? '' : ` Needs ${needs}.`}`
  return { state: deciding ? state : 'not judged', text: glued(spokenDays(text, verdict.asOf)) }
}

/** `5 Mar 2024 to 31 Aug 2024`: from the oldest of these rows to the newest. */
export const spanOf = (days: JobPage['days']): string =>
  [days.at(-1), days[0]].map((row) => (row ? longDay(row.day) : '')).join(' to ')

/** What the one-file report leaves out, and where it is: a command follows. */
export function notInFileText(earlier: readonly JobPage['days'][]): string {
  const days = earlier.toReversed().flat()
  const left = days.length > 0 ? `the days from ${spanOf(days)}, and ` : ''
  return `Not in this file: ${left}a page for each comparison. The whole site has them:`
}
