import { z } from 'zod'
import type { Trial } from '../model/record/schema.ts'
import { service } from '../model/record/trial-schema.ts'
import { type TimedRow, typicalOf } from './operations.ts'

/** How a service was asked and answered in one trial. */
export const serviceRow = z.strictObject({
  engine: z.string(),
  /** Which of its engine's trials, from 1. */
  number: z.int().min(1),
  service,
  /** The slowest good answer, in milliseconds; null where there was none. */
  maxMs: z.number().nullable(),
})
export type ServiceRow = z.infer<typeof serviceRow>

/** Baseline first; none where the job has no service, and of trials that did not get to the load. */
export function serviceRows({
  baseline,
  trials,
}: {
  baseline: string
  trials: readonly Pick<Trial, 'engine' | 'service' | 'measures'>[]
}): ServiceRow[] {
  const byEngine = Map.groupBy(trials, ({ engine }) => engine)
  const engines = [...byEngine.keys()].toSorted((a, b) => Number(b === baseline) - Number(a === baseline))
  return engines.flatMap((engine) =>
    (byEngine.get(engine) ?? []).flatMap(({ service: asked, measures: { maxMs } }, index) =>
      asked
        ? [{ engine, number: index + 1, service: asked, maxMs: typeof maxMs === 'number' ? maxMs : null }]
        : [],
    ),
  )
}

const QUANTILES = ['p50', 'p95', 'p99'] as const

/** The latencies of each engine, over its trials: a row each of the quantiles, and of the slowest answer. */
export function latencyRows(rows: readonly ServiceRow[]): TimedRow[] {
  const byEngine = [...Map.groupBy(rows, ({ engine }) => engine)]
  const row = (name: string, latencyMs: (row: ServiceRow) => number | null | undefined): TimedRow => ({
    name,
    figures: byEngine.map(([engine, own]) => ({
      engine,
      seconds: typicalOf(own.flatMap((each) => latencyMs(each) ?? []).map((ms) => ms / 1000)),
    })),
  })
  return [
    ...QUANTILES.map((name) => row(name, ({ service: { latency } }) => latency?.[name].value)),
    row('max', ({ maxMs }) => maxMs),
  ]
}
