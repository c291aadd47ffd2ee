import { type Deployment, isCluster } from '../../model/record/deployment.ts'
import { isUnwritten } from '../../model/record/older.ts'
import type { Outcome, RunRecord } from '../../model/record/schema.ts'
import { engineNames } from '../../report/summary.ts'
import { alignCells, minuteText, printable } from '../../text/text.ts'
import { isRun } from '../../verdict/evidence/eligible.ts'
import { deployedIn, modeText } from '../deployment.ts'

/** One run, as `ledger list` shows it. */
export interface RunSummary {
  when: string
  job: string
  size: string
  partition: string
  event: RunRecord['event']
  /** How each engine's counted trials ended, baseline first; nobody ran where `diff` compared what runs had left. */
  outcomes: Record<string, Partial<Record<Outcome, number>>>
  /** How the same engines ran. */
  deployments: Record<string, Deployment>
  /** What `diff` compared; null of a run. */
  diff: { baseline: string; candidates: string[] } | null
  parity: RunRecord['parity']['outcome']
  /** Whether parity passes, with all that the configuration declared then. */
  parityPasses: boolean
  /** What one engine's own run left to be compared with another's; null where engines were compared at once. */
  alone: 'fingerprinted' | 'old output' | 'no fingerprint' | null
  id: string
}

/** The facts of a run that tell it from others, and how it went. */
export function summariseRun(record: RunRecord): RunSummary {
  const { when, job, size, partition, event, parity, id } = record
  const engines = enginesOf(record)
  const deployed = deployedIn([record]).filter(({ name }) => engines.includes(name))
  return {
    when,
    job,
    size,
    partition,
    event,
    outcomes: Object.fromEntries(engines.map((engine) => [engine, outcomesOf(record, engine)])),
    deployments: Object.fromEntries(deployed.map(({ name, deployment }) => [name, deployment])),
    diff: isRun(record) ? null : diffOf(record),
    parity: parity.outcome,
    parityPasses: parity.passes,
    alone: aloneOf(record),
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

function aloneOf({ trials }: RunRecord): RunSummary['alone'] {
  if (new Set(trials.map(({ engine }) => engine)).size !== 1) return null
  const tables = trials.flatMap((trial) => Object.values(trial.tables))
  if (tables.length === 0) return 'no fingerprint'
  return tables.some(isUnwritten) ? 'old output' : 'fingerprinted'
}

function outcomesOf({ trials }: RunRecord, engine: string): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {}
  for (const trial of trials)
    if (trial.engine === engine && !trial.warmup) counts[trial.outcome] = (counts[trial.outcome] ?? 0) + 1
  return counts
}

type Columns = Map<string, (run: RunSummary) => string>

const COLUMNS: Record<string, (run: RunSummary) => string> = {
  'when (UTC)': ({ when }) => minuteText(when),
  job: ({ job }) => job,
  size: ({ size }) => size,
  partition: ({ partition }) => partition,
  event: ({ event }) => event,
  engines: (run) => enginesText(run),
  parity: parityText,
  /** Without the time that it begins with: the row begins with one too. */
  id: ({ id }) => id.replace(/^\d{8}T\d{6}Z-/, ''),
}

/** What a narrow terminal goes without, first to last. */
const DISPENSABLE: ((shown: Columns) => unknown)[] = [
  (shown) => shown.delete('id'),
  (shown) => shown.set('engines', (run) => enginesText(run)),
  (shown) => shown.delete('size'),
  (shown) => shown.delete('event'),
]

/** The table of `ledger list`, without what does not fit into so many columns of a terminal. */
export function runsText(runs: readonly RunSummary[], columns = Number.POSITIVE_INFINITY): string {
  const shown: Columns = new Map(Object.entries(COLUMNS))
  if (runs.some(isOnCluster)) shown.set('engines', (run) => enginesText(run, modesOf(run)))
  for (const leaveOut of DISPENSABLE)
    if (tableOf(runs, shown).some((line) => line.length > columns)) leaveOut(shown)
  return tableOf(runs, shown).join('\n')
}

/** As in other tables, only beside a cluster does one want to know how each engine ran. */
const isOnCluster = ({ deployments }: RunSummary): boolean =>
  Object.values(deployments).some(({ place }) => isCluster(place))

const modesOf = ({ deployments }: RunSummary): ReadonlyMap<string, string> =>
  new Map(Object.entries(deployments).map(([engine, deployment]) => [engine, modeText(deployment)]))

function tableOf(runs: readonly RunSummary[], shown: Columns) {
  const cells = [...shown.values()]
  return alignCells([[...shown.keys()], ...runs.map((run) => cells.map((textOf) => printable(textOf(run))))])
}

/** `spark ok, polars timeout 1/2`, or `spark (cluster of 2) ok` with the modes. */
function enginesText({ outcomes, diff }: RunSummary, modes: ReadonlyMap<string, string> = new Map()): string {
  if (diff) return `diff: ${diff.candidates.join(', ')} against ${diff.baseline}`
  return Object.entries(outcomes)
    .map(([engine, counts]) => {
      const mode = modes.has(engine) ? ` (${modes.get(engine)})` : ''
      return `${engine}${mode} ${outcomeText(counts)}`
    })
    .join(', ')
}

function parityText({ parity, parityPasses, alone }: RunSummary): string {
  const mark = parity === 'unavailable' ? '–' : parityPasses ? '✓' : '✕'
  return alone ?? `${mark} ${parity}`
}

/** `ok`, or of several trials what went wrong: `timeout 1/2`. */
function outcomeText(counts: Partial<Record<Outcome, number>>): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const bad = Object.entries(counts).filter(([outcome]) => outcome !== 'ok')
  if (bad.length === 0) return all === 0 ? 'none' : 'ok'
  return bad.map(([outcome, count]) => (count === all ? outcome : `${outcome} ${count}/${all}`)).join(' ')
}
