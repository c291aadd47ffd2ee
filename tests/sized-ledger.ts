import type { RunRecord } from '../src/model/record/schema.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { seededNoise } from './seeded-noise.ts'
import { failing, scenario } from './simulated-verdicts.ts'

/** A run at another size or other limits than the judged, and what both sides take there. */
export interface SizedRecord {
  /** Gigabytes of input. */
  gigabytes: number
  cpus?: number
  memoryGiB?: number
  isOutOfMemory?: boolean
}

const CORES = 4
const GIB = 2 ** 30
/** Relative standard deviation of a trial. */
const ERROR = 0.01

/** Known curves: spark takes 20 s + 10 s/GB, polars 2 s + 16 s/GB and 0.2 GB + 0.5 GB/GB, a fifth of it on one core. */
export const CURVES = {
  spark: { seconds: (size: number) => 20 + 10 * size, gigabytes: () => 3 },
  polars: { seconds: (size: number) => 2 + 16 * size, gigabytes: (size: number) => 0.2 + 0.5 * size },
}
/** The size at which both take as long, and the part of a time on one core that more cores do not shorten. */
export const [MEET, SERIAL] = [3, 0.2] as const

/** A fortnight at 5 GB, and after it a run for each of `others`, with times and peaks along known curves. */
export function sizedLedger(others: readonly SizedRecord[], seed = 7): RunRecord[] {
  const noise = seededNoise(seed)
  const nights = simulateRecords(scenario({ days: 14 }), 'sized')
  const [first] = nights as [RunRecord]
  const runs = others.map((other, index): RunRecord => {
    const { gigabytes, cpus = CORES, memoryGiB = 16 } = other
    const run = {
      ...first,
      id: `sized-run-${String(index).padStart(4, '0')}`,
      partition: `sized-${index}`,
      size: gigabytes === 5 ? 'own' : `${gigabytes}GB`,
      input: { ...first.input, bytes: gigabytes * 1e9 },
      limits: { cpus, memoryBytes: memoryGiB * GIB },
    }
    return other.isOutOfMemory ? failing(run, 'polars', 'all', 'oom') : run
  })
  return [...nights, ...runs].map((record) => ({
    ...record,
    trials: record.trials.map((trial) => {
      const { seconds, gigabytes } = CURVES[trial.engine as keyof typeof CURVES]
      const size = record.input.bytes / 1e9
      const slower = amdahl(record.limits.cpus ?? CORES) / amdahl(CORES)
      const totalMs = 1000 * seconds(size) * slower * (1 + ERROR * noise.normal())
      return {
        ...trial,
        limits: record.limits,
        code: trial.behaviour,
        behaviour:
          record.limits.cpus === CORES && record.limits.memoryBytes === 16 * GIB
            ? trial.behaviour
            : trial.behaviour.replace(/^./, 'f'),
        measures: {
          ...trial.measures,
          totalMs,
          workMs: totalMs - 400,
          peakAnonBytes: 1e9 * gigabytes(size) * (1 + ERROR * noise.normal()),
        },
      }
    }),
  }))
}

const amdahl = (cores: number): number => SERIAL + (1 - SERIAL) / cores
