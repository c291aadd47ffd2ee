import { isMeasured, type Measurement } from '../model/measures/measure.ts'
import { MEASURES } from '../model/measures/registry.ts'
import { sizeText } from '../model/units/size.ts'
import type { Shortfall } from '../need/attempt.ts'
import { mostTries, type Search, type Tolerance } from '../need/bisection.ts'
import { type EngineNeed, isAlone, type Need, needsOf } from '../need/need.ts'
import { binaryBytes, describeLimits, type PlannedComparison } from '../plan/plan.ts'
import { alignCells, counted, printable } from '../text/text.ts'
import { modesBeside, withMode } from './deployment.ts'

/** `10 % or 64 MiB, whichever is more`. */
function toleranceText({ share, bytes }: Tolerance): string {
  const parts = [
    ...(share > 0 ? [`${Number((share * 100).toPrecision(3))} %`] : []),
    ...(bytes > 0 ? [binaryBytes(bytes, ' ')] : []),
  ]
  return parts.length > 1 ? `${parts.join(' or ')}, whichever is more` : parts.join('')
}

/** What will be searched. */
interface PlannedSearch {
  plans: readonly PlannedComparison[]
  engines: readonly string[]
  search: Search
}

/** What a search will do, before it begins. */
export function needPlanText({ plans, engines, search }: PlannedSearch): string[] {
  const each = mostTries(search)
  const runs = plans.map((plan) => engines.length * each + plan.engines.length - engines.length)
  return [
    `Plan: the least memory of ${engines.join(', ')}, from ${binaryBytes(search.most, ' ')} down, to within ${toleranceText(search.tolerance)}`,
    ...plans.map(
      (plan, index) =>
        `  ${plan.job.name} · ${sizeText(plan.size)} · partition ${plan.partition} · ${describeLimits(plan.limits)} · at most ${counted(runs[index] ?? 0, 'run')}, ${each} an engine`,
    ),
    '',
  ].map(printable)
}

/** What a search found: parity, a line an engine, and what makes an answer doubtful. */
export function needText(need: Need, folder: string): string {
  const { job, size, partition, limits, parity } = need
  const most = binaryBytes(limits.memoryBytes, ' ')
  const needs = needsOf(need)
  const modes = modesBeside(needs.map(({ engine, deployment }) => ({ name: engine, deployment })))
  const rows = [
    [
      '',
      'least memory',
      'most that failed',
      `${needs[0]?.clock === 'p95Ms' ? 'p95' : 'time'} with the least`,
      `with ${most}`,
    ],
    ...needs.map((each) => [withMode(each.engine, modes), ...figures(each)]),
  ]
  const [header = '', ...lines] = alignCells(rows, [1, 3, 4])
  const rule = '─'.repeat(Math.max(...[header, ...lines].map((line) => line.length)))
  return [
    '',
    `${job} · ${size} · partition ${partition} · ${describeLimits(limits)} at the most`,
    `${parity.passes ? '✓' : isAlone(need) ? '–' : '✕'} Parity with ${most}: ${parity.outcome}${parity.reason === null ? '' : `. ${parity.reason}`}`,
    '',
    header,
    rule,
    ...lines,
    '',
    ...needs.flatMap(doubts),
    `Runs and logs: ${folder}`,
  ]
    .map(printable)
    .join('\n')
}

const KINDS: Record<Shortfall['kind'], string> = {
  memory: 'out of memory',
  timeout: 'timeout',
  disk: 'disk limit',
  output: 'wrong output',
  exit: 'failed',
}

function figures({ leastBytes, failed, leastMs, mostMs, clock }: EngineNeed): string[] {
  const { format } = MEASURES[clock]
  const least = isMeasured(leastBytes) ? binaryBytes(leastBytes, ' ') : '–'
  const failure = failed?.shortfall
    ? `${binaryBytes(failed.memoryBytes, ' ')}: ${KINDS[failed.shortfall.kind]}`
    : 'none'
  return [least, failure, timeText(leastMs, format, mostMs), timeText(mostMs, format)]
}

function timeText(ms: Measurement, show: (value: number) => string, most?: Measurement): string {
  if (!isMeasured(ms)) return '–'
  const times = isMeasured(most) && most > 0 ? ` (${(ms / most).toFixed(1)}×)` : ''
  return `${show(ms)}${times}`
}

/** What a reader must know of one engine's answer, in sentences. */
function doubts({ engine, leastBytes, failed, against, open }: EngineNeed): string[] {
  if (!isMeasured(leastBytes)) return [`– ${engine}: unknown, because ${leastBytes.reason}`]
  const most = failed && binaryBytes(failed.memoryBytes, ' ')
  return [
    ...(failed?.shortfall ? [`  ${engine} with ${most}: ${failed.shortfall.reason}`] : []),
    ...(failed ? contradictions(engine, failed.memoryBytes, against) : []),
    ...(open === null ? [] : [`! ${engine}: less may be enough: ${open}`]),
  ]
}

/** Successes with as much as failed once, or with less. */
function contradictions(engine: string, failed: number, against: readonly number[]): string[] {
  const below = against.filter((bytes) => bytes < failed).map((bytes) => binaryBytes(bytes, ' '))
  const most = binaryBytes(failed, ' ')
  return [
    ...(against.includes(failed)
      ? [`! ${engine} with ${most}: succeeded in one run, and failed in another`]
      : []),
    ...(below.length > 0
      ? [
          `! ${engine} with ${below.join(', ')}: succeeded, although it failed with ${most}. Memory is not all that decides there, so only what is above the failure counts`,
        ]
      : []),
  ]
}

/** The same as data, with every run. */
export const needJson = (need: Need, folder: string) => ({
  ...need,
  engines: needsOf(need).map(({ failed, against, ...engine }) => ({
    ...engine,
    mostFailed: failed && {
      memoryBytes: failed.memoryBytes,
      ...failed.shortfall,
    },
    workedBelowFailure: against,
  })),
  folder,
})

/** How to go on from a search that was interrupted. */
export const resumeText = (folder: string): string =>
  `Interrupted. What was found is at ${folder}. To continue, repeat the command with --resume.`
