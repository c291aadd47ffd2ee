import { z } from 'zod'
import { isMeasured, type Measurement } from '../../model/measures/measure.ts'
import type { QueryRecord, RunRecord } from '../../model/record/schema.ts'
import { geometricMean } from '../../statistics/sample.ts'
import { ofSubject, type Subject } from './subject.ts'

/** How fast one query engine ran a query on one side's tables: geometric means over its records. */
export const queryTimes = z.strictObject({
  name: z.string(),
  engine: z.string(),
  by: z.string(),
  /** Null where no record has a time. */
  coldSeconds: z.number().nullable(),
  warmSeconds: z.number().nullable(),
  records: z.int().min(1),
  /** Records in which its result was not that of the others, or missing. */
  different: z.int().min(0),
})

/** Whether a result is not that of the others, or missing. */
export const isDoubtful = ({ outcome }: Pick<QueryRecord, 'outcome'>): boolean =>
  outcome === null || outcome === 'different'

/** The queries of a subject's records, as long as their text is that of the newest; nothing where there are none. */
export function queriesOf(
  records: readonly RunRecord[],
  subject: Subject,
): { queries?: z.output<typeof queryTimes>[] } {
  const sides = [subject.baseline, subject.candidate]
  const found = ofSubject(records, subject).flatMap(({ queries = [] }) => queries)
  const ofSides = found.filter(({ engine }) => sides.includes(engine))
  if (ofSides.length === 0) return {}
  const newest = new Map(ofSides.map(({ name, sql }) => [name, sql]))
  const current = ofSides.filter(({ name, sql }) => newest.get(name) === sql)
  const groups = Map.groupBy(current, ({ name, engine, by }) => JSON.stringify([name, engine, by]))
  return { queries: [...groups.values()].flatMap(timesOf) }
}

function timesOf(runs: readonly QueryRecord[]): z.output<typeof queryTimes>[] {
  const [first] = runs
  if (!first) return []
  const { name, engine, by } = first
  return [
    {
      ...{ name, engine, by },
      coldSeconds: meanOf(runs.map(({ coldSeconds }) => coldSeconds)),
      warmSeconds: meanOf(runs.map(({ warmSeconds }) => warmSeconds)),
      records: runs.length,
      different: runs.filter(isDoubtful).length,
    },
  ]
}

/** Of times above 0: what a clock shows as 0 has no logarithm. */
function meanOf(times: readonly Measurement[]): number | null {
  const measured = times.filter(isMeasured).filter((time) => time > 0)
  return measured.length > 0 ? geometricMean(measured) : null
}
