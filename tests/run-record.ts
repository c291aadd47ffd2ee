import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unmeasured } from '../src/model/measures/measure.ts'
import { RECORD_VERSION, type RunRecord, type Trial } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'

const DAY_MS = 86_400_000
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const HOST = {
  cpuModel: 'AMD EPYC 7763 64-Core Processor',
  cores: 4,
  memoryBytes: 16_766_038_016,
  kernel: '6.11.0-1018-azure',
  class: 'AMD EPYC 7763 64-Core Processor, 4 cores, 16 GiB',
  cgroup: 'v2' as const,
}

function trial(engine: string, role: Trial['role'], order: number, seed: string): Trial {
  const workMs = (role === 'baseline' ? 21_000 : 1_700) + order * 11.25
  const measures = {
    pullMs: unmeasured('the image was present'),
    startMs: 341.5,
    initMs: 3120.25,
    workMs,
    executionMs: workMs + 3120.25,
    totalMs: workMs + 3461.75,
    peakAnonBytes: 812_343_296,
    peakKernelBytes: 1_412_343_808,
    cpuSeconds: 41.318_273,
    cpuUserSeconds: 38.2,
    cpuSystemSeconds: 3.118_273,
    throttledSeconds: unmeasured('no CPU quota is set'),
    avgCpuPercent: 187.4,
    readBytes: 101_343_232,
    writtenBytes: 51_343_360,
    outputBytes: 11_343_118,
    outputFiles: 4,
  }
  return {
    engine,
    role,
    order,
    block: Math.ceil(order / 4),
    warmup: false,
    cache: 'warm',
    outcome: 'ok',
    reason: null,
    runner: 'docker',
    meter: 'unverified',
    limits: { cpus: 2, memoryBytes: 4_294_967_296 },
    limitsEnforced: true,
    host: HOST,
    behaviour: hash(engine),
    quiet: { waitedMs: 1204, busyPercent: 2.5 },
    steps: [
      {
        name: 'main',
        outcome: 'ok',
        exitCode: 0,
        imageDigest: `sha256:${hash(`image ${engine}`)}`,
        versions: { python: '3.13.5', [engine]: '4.0.1' },
        parts: [{ name: 'main', scope: 'whole', measures }],
        stages: [{ name: 'cleanse', seconds: 1.23 }],
      },
    ],
    measures,
    tables: { events: { rows: 1_203_441, fingerprint: `1-${hash(seed)}` } },
    samples: { file: `${engine}/${order}/samples.arrow`, sha256: hash(`${seed} ${order}`) },
  }
}

/** A sound record of two engines, about 8 KB of JSON; `number` tells it from others, one a day by the default time. */
export function runRecord(number = 0, changes: Partial<RunRecord> = {}): RunRecord {
  const when = changes.when ?? new Date(Date.UTC(2026, 9, 1, 3, 17) + number * DAY_MS).toISOString()
  const id = `${when.replace(/[-:]|\.\d+/g, '')}-${number.toString(16).padStart(8, '0')}`
  const order = ['spark', 'polars', 'polars', 'spark']
  return runRecordSchema.parse({
    version: RECORD_VERSION,
    id,
    tool: '0.1.0',
    job: 'sessions',
    size: 'small',
    partition: when.slice(0, 10),
    when,
    commit: hash(id).slice(0, 40),
    event: 'schedule',
    limits: { cpus: 2, memoryBytes: 4_294_967_296 },
    baseline: 'spark',
    input: { source: 'fixture:weblogs', sha256: hash(when), bytes: 100_343_118, files: 1 },
    k: 1,
    alpha: 0.05,
    judged: 'total',
    averageDays: 1,
    toolSeconds: { trials: 61.2, outputs: 3.1, parity: 2.2 },
    trials: order.map((engine, index) =>
      trial(engine, engine === 'spark' ? 'baseline' : 'candidate', index + 1, id),
    ),
    parity: { outcome: 'exact', passes: true, reason: null, findings: [], differences: null },
    ...changes,
  } satisfies RunRecord)
}

/** A record as `run` writes it. */
export const textOf = (record: RunRecord): string => `${JSON.stringify(record, null, 1)}\n`

/** Results of runs, as `run` leaves them: `results/<job>/<size>/run.json`. */
export async function writeResults(folder: string, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    await mkdir(join(folder, `results/${number}/small`), { recursive: true })
    await writeFile(join(folder, `results/${number}/small/run.json`), textOf(runRecord(number)))
  }
}
