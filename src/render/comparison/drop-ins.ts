import type { Config, Job } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import { platformOf } from '../../model/config/platforms.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import { deploymentOf, type Kind, together } from '../../model/record/deployment.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { billOf } from '../../pricing/bill.ts'
import { gramsOf } from '../../pricing/carbon.ts'
import { moneyText } from '../../pricing/money.ts'
import { engineNames, summariseMeasure } from '../../report/summary.ts'
import { alignCells } from '../../text/text.ts'
import { deployedIn, modesBeside, withMode } from '../deployment.ts'

const SHOWN = ['initMs', 'workMs', 'totalMs', 'cpuSeconds', 'peakAnonBytes'] as const
const TEXTS = ['program', 'engine', 'data']
const HEADER = [...TEXTS, ...SHOWN.map((measure) => MEASURES[measure].label), '1,000 runs', 'CO2e']
const NONE = '–'

/**
 * Which engines ran a program for Spark as it is, what each took, and why the others did not; nothing where no engine with
 * Spark's API was tried. Columns of which nothing is known are left out.
 */
export function dropInLines(records: readonly RunRecord[], jobs: Config['jobs']): string[] {
  const notes: string[] = []
  const rows = records.flatMap((record) => rowsOf(record, own(jobs, record.job), notes))
  if (rows.length === 0) return []
  const isKnown = HEADER.map((_, column) => column < TEXTS.length || rows.some((row) => row[column] !== NONE))
  const shown = [HEADER, ...rows].map((row) => row.filter((_, column) => isKnown[column]))
  const figures = [...HEADER.keys()].slice(TEXTS.length)
  return ['', 'The same program on each engine:', '', ...alignCells(shown, figures), ...notes]
}

function rowsOf(record: RunRecord, job: Job | undefined, notes: string[]): string[][] {
  const kinds = engineNames(record).map((engine) => ({ engine, kind: kindOf(record, job, engine) }))
  if (kinds.every(({ kind }) => kind !== 'spark-api')) return []
  const declared = Object.keys(job?.engines ?? {})
  const modes = modesBeside(deployedIn([record]))
  return kinds
    .filter(({ engine, kind }) => engine === record.baseline || kind === 'spark' || kind === 'spark-api')
    .map(({ engine }) => engine)
    .toSorted((a, b) => declared.indexOf(a) - declared.indexOf(b))
    .map((engine, index) => [
      index === 0 ? `${record.job} · ${record.size}` : '',
      withMode(engine, modes),
      dataText(record, engine, notes),
      ...figuresOf(record, job, engine),
    ])
}

/** Some have Spark's API beside their own: a configuration says which of the two a program uses. */
function kindOf({ trials }: RunRecord, job: Job | undefined, engine: string): Kind | undefined {
  const declared = job && own(job.engines, engine)?.spark
  if (declared === 'api') return 'spark-api'
  const { kind } = together(trials.filter((trial) => trial.engine === engine).map(deploymentOf))
  if (typeof kind === 'string') return kind
  return declared === undefined || declared === 'none' ? undefined : 'spark'
}

/** What became of an engine's tables, with the number of a note where that is not all there is to say. */
function dataText(
  { job, size, baseline, trials, parity }: RunRecord,
  engine: string,
  notes: string[],
): string {
  const noted = (text: string, why: string) =>
    `${text} [${notes.push(`[${notes.length + 1}] ${job} · ${size} on ${engine}: ${why}`)}]`
  const bad = trials.find((trial) => trial.engine === engine && trial.outcome !== 'ok')
  if (bad) return noted(bad.outcome, bad.reason ?? 'no reason')
  if (engine === baseline) return 'baseline'
  if (parity.outcome === 'unavailable') return 'not compared'
  const findings = parity.findings.filter((finding) => finding.engine === engine)
  const inexact = findings.filter(({ outcome }) => outcome !== 'exact')
  if (inexact.length === 0) return 'the same'
  const why = inexact.map(({ table, summary }) => `${table}: ${summary}`).join('; ')
  const open = findings.filter(({ passes }) => !passes)
  if (open.length === 0) return noted('the same, as declared', why)
  return noted(open.some(({ outcome }) => outcome === 'different') ? 'different' : 'other types', why)
}

function figuresOf(record: RunRecord, job: Job | undefined, engine: string): string[] {
  const figureOf = (measure: (typeof SHOWN)[number]) =>
    summariseMeasure(record, measure).figures[engine]?.value ?? null
  const texts = SHOWN.map((measure) => {
    const value = figureOf(measure)
    return value === null ? NONE : MEASURES[measure].format(value)
  })
  return [...texts, ...costOf(job, engine, figureOf('totalMs'))]
}

/** The bill of a thousand runs, and the grams of one on a half busy machine. */
function costOf(job: Job | undefined, engine: string, totalMs: number | null): [string, string] {
  const platform = job && platformOf(job.policy, engine)
  const [price] = platform?.prices ?? []
  if (totalMs === null || !platform || !price) return [NONE, NONE]
  const seconds = totalMs / 1000
  const bill = moneyText(1000 * billOf(platform, seconds), price.currency)
  if (!platform.carbon) return [bill, NONE]
  const { mid } = gramsOf(platform, platform.carbon, { low: seconds, mid: seconds, high: seconds })
  return [bill, `${mid.toPrecision(2)} g`]
}
