/**
 * The sessions job on 1 GB of CSV: CPU-seconds, wall and peak memory an engine, and CPU as multiples of F, the
 * CPU-seconds that DuckDB needs to parse all columns of the same files in the same run (median of 3 before, 3 after).
 *
 * Usage: bench/jobs.ts [JOB] [SIZE]; default: sessions medium.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { isMeasured } from '../src/model/measures/measure.ts'
import { MEASURES, type MeasureName } from '../src/model/measures/registry.ts'
import type { RunRecord } from '../src/model/record/schema.ts'
import { engineNames, summariseMeasure } from '../src/report/summary.ts'
import { parseCsv } from './parse-csv.ts'

const ROOT = resolve(import.meta.dirname, '..')
const [job = 'sessions', size = 'medium'] = process.argv.slice(2)
const KEY = '2026-11-20'
const run = promisify(execFile)

const figure = (record: RunRecord, engine: string, measure: MeasureName): number =>
  summariseMeasure(record, measure).figures[engine]?.value ?? Number.NaN

function stagesOf(record: RunRecord, engine: string): string {
  const [step] = record.trials.find((trial) => trial.engine === engine)?.steps ?? []
  const start = step?.parts[0]?.measures.initMs
  const ready = isMeasured(start) ? [`start ${(start / 1000).toFixed(1)}`] : []
  return [...ready, ...(step?.stages ?? []).map(({ name, seconds }) => `${name} ${seconds.toFixed(1)}`)].join(
    ', ',
  )
}

const folder = await mkdtemp(join(tmpdir(), 'bench-jobs-'))
try {
  const command = join(ROOT, 'bin/etl-compare')
  const { stdout: made } = await run(command, ['fixtures', 'make', job, '--size', size, '--partition', KEY], {
    cwd: ROOT,
  })
  const input = /\/\S+\/data/.exec(made)?.[0] ?? ''
  const parse: number[] = []
  const measureParse = async () => {
    for (let index = 0; index < 3; index++) parse.push((await parseCsv(ROOT, input, folder)).cpuSeconds)
  }
  await measureParse()
  const args = [
    'run',
    job,
    '--size',
    size,
    '--partition',
    KEY,
    '--json',
    '--fail-on',
    'never',
    '--out',
    join(folder, 'out'),
  ]
  const { stdout } = await run(command, args, { cwd: ROOT, maxBuffer: 2 ** 26 })
  await measureParse()
  const record = (JSON.parse(stdout) as { records: [RunRecord] }).records[0]
  const unit = parse.toSorted((a, b) => a - b)[Math.floor(parse.length / 2)] ?? Number.NaN
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; ${job} ${size}, ${MEASURES.outputBytes.format(record.input.bytes)}; parity ${record.parity.outcome}`,
  )
  console.log(
    `F = ${unit.toFixed(2)} CPU-seconds (${parse.map((seconds) => seconds.toFixed(2)).join(', ')})\n`,
  )
  console.log('engine      CPU-s      F    wall s   peak GB   stages of the first trial (s)')
  for (const engine of engineNames(record)) {
    const cpu = figure(record, engine, 'cpuSeconds')
    const cells = [
      cpu.toFixed(1).padStart(6),
      (cpu / unit).toFixed(1).padStart(6),
      (figure(record, engine, 'totalMs') / 1000).toFixed(1).padStart(8),
    ]
    console.log(
      `${engine.padEnd(10)} ${cells.join(' ')} ${(figure(record, engine, 'peakAnonBytes') / 1e9).toFixed(2).padStart(9)}   ${stagesOf(record, engine)}`,
    )
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
