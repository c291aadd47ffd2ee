/**
 * What `qualify` says of jobs of this repository, beside what happened to them: Spark runs with its event log on, then each
 * rewrite on the same machine, compared by `etl-compare run`. The log is read for a machine like that one.
 *
 * A rewrite did well if it delivered the same data in at most Spark's time. `likely` is a hit if one of a job's rewrites did
 * well, `unlikely` if none did; `measure` predicts nothing.
 *
 * A second table holds the replay against Spark itself: what a log of two cores says of one, and what Spark took on one.
 *
 * Usage: bench/qualify-truth.ts [--job NAME]… [--size SIZE] [--keep FOLDER] [--impatient]; default: all jobs, small. FOLDER gets
 * the logs; an impatient bench does not wait until the machine is quiet.
 */
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { RunRecord } from '../src/model/record/schema.ts'
import { isSpread, type Spreads } from '../src/qualify/job.ts'
import type { Qualified } from '../src/qualify/qualify.ts'
import { engineNames, isSound, summariseMeasure } from '../src/report/summary.ts'
import { alignCells } from '../src/text/text.ts'
import { JOBS, type Job, OURS } from './qualify-truth/known-jobs.ts'
import {
  oneCorePlace,
  placeOf,
  qualified,
  ROOT,
  runWithLog,
  type Settings,
} from './qualify-truth/with-log.ts'

/** As the configurations limit all engines. */
const TARGET = '2cpu,4GB'
const ONE_CORE = '1cpu,4GB'

interface Happened {
  engine: string
  isSame: boolean
  /** Of Spark's time; null where it failed. */
  ratio: number | null
}

function happened(record: RunRecord): Happened[] {
  const { figures } = summariseMeasure(record, 'totalMs')
  return engineNames(record)
    .filter((engine) => engine !== record.baseline)
    .map((engine) => {
      const findings = record.parity.findings.filter((finding) => finding.engine === engine)
      const figure = figures[engine]
      return {
        engine,
        isSame: isSound(record, engine) && findings.length > 0 && findings.every(({ passes }) => passes),
        ratio: figure && 'ratio' in figure ? figure.ratio : null,
      }
    })
}

const didWell = ({ isSame, ratio }: Happened): boolean => isSame && ratio !== null && ratio <= 1

function verdict({ outlook }: Qualified, all: readonly Happened[]): string {
  if (outlook === 'measure') return 'no prediction'
  return (outlook === 'likely') === all.some(didWell) ? 'hit' : 'MISS'
}

function told({ engine, isSame, ratio }: Happened): string {
  if (ratio === null) return `${engine} failed`
  return `${engine} ${ratio.toFixed(2)}×${isSame ? '' : ' with other data'}`
}

const doubts = ({ findings }: Qualified): string =>
  findings.flatMap(({ criterion, side }) => (side === 'for' ? [] : [criterion])).join(', ') || 'all criteria'

const seconds = (value: number): string => `${value.toFixed(1)} s`
const p50 = (spreads: Spreads): number => (isSpread(spreads) ? spreads.p50 : Number.NaN)

async function outcomeOf(job: Job, logs: string, settings: Settings, scratch: string): Promise<string[]> {
  const record = await runWithLog(job, await placeOf(job, scratch), logs, settings)
  const predicted = await qualified(logs, TARGET)
  const all = happened(record)
  const spark = summariseMeasure(record, 'totalMs').figures.spark?.value ?? Number.NaN
  const measured = [seconds(spark / 1000), all.map(told).join('; ')]
  return [job.name, predicted.outlook, doubts(predicted), ...measured, verdict(predicted, all)]
}

/** @param logs those of two cores, beside which the ones of one core go */
async function replayOf(job: Job, logs: string, settings: Settings, scratch: string): Promise<string[]> {
  await runWithLog(job, await oneCorePlace(job, scratch), `${logs}-one-core`, settings)
  const predicted = await qualified(logs, ONE_CORE)
  const took = await qualified(`${logs}-one-core`, ONE_CORE)
  const [two, replay, one] = [predicted.wallSeconds, predicted.replaySeconds, took.wallSeconds].map(p50)
  const off = ((replay ?? Number.NaN) / (one ?? Number.NaN) - 1) * 100
  return [job.name, ...[two, replay, one].map((value) => seconds(value ?? Number.NaN)), `${off.toFixed(0)} %`]
}

const { values } = parseArgs({
  options: {
    job: { type: 'string', multiple: true },
    size: { type: 'string', default: 'small' },
    impatient: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
})
const scratch = await mkdtemp(join(tmpdir(), 'qualify-truth-'))
try {
  await symlink(join(ROOT, 'docker'), join(scratch, 'docker'))
  const logs = values.keep ? resolve(values.keep) : join(scratch, 'logs')
  const outcomes = [['job', 'predicted', 'because', 'Spark', 'what happened, of its time', '']]
  const replays = [['job', 'two cores', 'one core, by replay', 'one core, really', 'off by']]
  for (const job of JOBS.filter(({ name }) => values.job?.includes(name) ?? true)) {
    const folder = join(logs, job.name)
    outcomes.push(await outcomeOf(job, folder, values, scratch))
    console.error(outcomes.at(-1)?.join('  '))
    if (job.folder !== OURS) continue
    replays.push(await replayOf(job, folder, values, scratch))
    console.error(replays.at(-1)?.join('  '))
  }
  const [load = Number.NaN] = loadavg()
  console.log(`${TARGET}; ${cpus().length} cores, load at the end ${load.toFixed(1)}\n`)
  console.log(alignCells(outcomes, [3]).join('\n'))
  if (replays.length > 1) console.log(`\n${alignCells(replays, [1, 2, 3, 4]).join('\n')}`)
} finally {
  await rm(scratch, { recursive: true, force: true })
}
