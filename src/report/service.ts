import { z } from 'zod'
import type { Trial } from '../model/record/schema.ts'
import { service } from '../model/record/trial-schema.ts'

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
