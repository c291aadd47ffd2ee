import { engineNames } from '../comparison/summary.ts'
import { isRun } from '../evidence/counted.ts'
import type { Outcome, RunRecord } from '../record/schema.ts'
import { alignCells, printable } from '../text.ts'

/** One run, as `ledger list` shows it. */
export interface RunSummary {
  when: string
  job: string
  size: string
  key: string
  event: RunRecord['event']
  /** How each engine's counted trials ended, baseline first; nobody ran where `diff` compared what runs had left. */
  outcomes: Record<string, Partial<Record<Outcome, number>>>
  /** What `diff` compared; null of a run. */
  diff: { baseline: string; candidates: string[] } | null
  parity: RunRecord['parity']['outcome']
  /** Whether parity passes, with all that the configuration declared then. */
  parityPasses: boolean
  id: string
}

/** The facts of a run that tell it from others, and how it went. */
export function summariseRun(record: RunRecord): RunSummary {
  const { when, job, size, key, event, parity, id } = record
  return {
    when,
    job,
    size,
    key,
    event,
    outcomes: Object.fromEntries(enginesOf(record).map((engine) => [engine, outcomesOf(record, engine)])),
    diff: isRun(record) ? null : diffOf(record),
    parity: parity.outcome,
    parityPasses: parity.passes,
    id,
  }
}

/** Baseline first; a record of one engine's own run has no baseline to tell of. */
const enginesOf = (record: RunRecord): string[] =>
  engineNames(record).filter(
    (name) => record.trials.length > 1 || record.trials.some(({ engine }) => engine === name),
  )

const diffOf = ({ baseline, parity }: RunRecord): RunSummary['diff'] => ({
  baseline,
  candidates: [...new Set(parity.findings.map(({ engine }) => engine))],
})

function outcomesOf({ trials }: RunRecord, engine: string): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {}
  for (const trial of trials)
    if (trial.engine === engine && !trial.warmup) counts[trial.outcome] = (counts[trial.outcome] ?? 0) + 1
  return counts
}

const HEAD = ['when (UTC)', 'job', 'size', 'key', 'event', 'engines', 'parity', 'id']

/** The table of `ledger list`. */
export const runsText = (runs: readonly RunSummary[]): string =>
  alignCells([HEAD, ...runs.map(cellsOf)]).join('\n')

function cellsOf(run: RunSummary): string[] {
  const { when, job, size, key, event, outcomes, diff, parity, parityPasses, id } = run
  const engines = Object.entries(outcomes).map(([engine, counts]) => `${engine} ${outcomeText(counts)}`)
  const mark = parity === 'unavailable' ? '–' : parityPasses ? '✓' : '✕'
  return [
    when.slice(0, 16).replace('T', ' '),
    job,
    size,
    key,
    event,
    diff ? `diff: ${diff.candidates.join(', ')} against ${diff.baseline}` : engines.join(', '),
    `${mark} ${parity}`,
    id,
  ].map(printable)
}

/** `ok`, or of several trials what went wrong: `timeout 1/2`. */
function outcomeText(counts: Partial<Record<Outcome, number>>): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const bad = Object.entries(counts).filter(([outcome]) => outcome !== 'ok')
  if (bad.length === 0) return all === 0 ? 'none' : 'ok'
  return bad.map(([outcome, count]) => (count === all ? outcome : `${outcome} ${count}/${all}`)).join(' ')
}
