/**
 * Prints which engines ran which programs as they are, what each took, and why the others did not.
 *
 * Usage: dropin-table.ts CONFIG FOLDER, with what `etl-compare run --config CONFIG --out FOLDER` wrote
 *
 * Cost and carbon are of the platforms that the configuration declares.
 */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MEASURES } from '../src/model/measures/registry.ts'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { billOf } from '../src/pricing/bill.ts'
import { gramsOf } from '../src/pricing/carbon.ts'
import { moneyText } from '../src/pricing/money.ts'
import { engineNames, summariseMeasure } from '../src/report/summary.ts'
import { alignCells, printableLines } from '../src/text/text.ts'
import { loadConfig } from '../src/workflow/plan/load-config.ts'

const SHOWN = ['initMs', 'workMs', 'totalMs', 'cpuSeconds', 'peakAnonBytes'] as const
const BESIDE = ['program', 'engine', 'data']
const HEADER = [...BESIDE, ...SHOWN.map((measure) => MEASURES[measure].label), '1,000 runs', 'CO2e']

const [path = '', folder = ''] = process.argv.slice(2)
const { config } = await loadConfig(path)
const files = (await Array.fromAsync(glob('**/run.json', { cwd: folder }))).toSorted()
const notes: string[] = []
const rows = (await Promise.all(files.map(readRecord))).flatMap(rowsOf)
const figures = [...HEADER.keys()].slice(BESIDE.length)
const lines = [...alignCells([HEADER, ...rows], figures), '', ...notes]
process.stdout.write(`${printableLines(lines.join('\n'))}\n`)

async function readRecord(file: string): Promise<RunRecord> {
  return runRecordSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))
}

function rowsOf(record: RunRecord): string[][] {
  const figureOf = (measure: (typeof SHOWN)[number], engine: string) =>
    summariseMeasure(record, measure).figures[engine]?.value ?? null
  const declared = Object.keys(config.jobs[record.job]?.engines ?? {})
  const engines = engineNames(record).toSorted((a, b) => declared.indexOf(a) - declared.indexOf(b))
  return engines.map((engine, index) => [
    index === 0 ? `${record.job} · ${record.size}` : '',
    engine,
    dataOf(record, engine),
    ...SHOWN.map((measure) => {
      const value = figureOf(measure, engine)
      return value === null ? '–' : MEASURES[measure].format(value)
    }),
    ...costOf(record.job, engine, figureOf('totalMs', engine)),
  ])
}

/** The bill of a thousand runs, and the grams of one on a half busy machine. */
function costOf(job: string, engine: string, totalMs: number | null): [string, string] {
  const platform = config.jobs[job]?.policy.platforms[engine]
  const [price] = platform?.prices ?? []
  if (totalMs === null || !platform || !price) return ['–', '–']
  const seconds = totalMs / 1000
  const bill = moneyText(1000 * billOf(platform, seconds), price.currency)
  if (!platform.carbon) return [bill, '–']
  const { mid } = gramsOf(platform, platform.carbon, { low: seconds, mid: seconds, high: seconds })
  return [bill, `${mid.toPrecision(2)} g`]
}

/** What became of an engine's tables, with the number of a note where that is not all there is to say. */
function dataOf({ job, size, baseline, trials, parity }: RunRecord, engine: string): string {
  const noted = (text: string, why: string) =>
    `${text} [${notes.push(`[${notes.length + 1}] ${job} · ${size} on ${engine}: ${why}`)}]`
  const bad = trials.find((trial) => trial.engine === engine && trial.outcome !== 'ok')
  if (bad) return noted(bad.outcome, bad.reason ?? 'no reason')
  const findings = parity.findings.filter((finding) => finding.engine === engine)
  const differing = findings.filter(({ outcome }) => outcome !== 'exact')
  if (differing.length > 0)
    return noted('different', differing.map(({ table, summary }) => `${table}: ${summary}`).join('; '))
  if (engine === baseline) return 'baseline'
  return parity.outcome === 'unavailable' ? 'not compared' : 'the same'
}
