import { isMeasured, type Measurement } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { engineNames, judgedClock, summariseMeasure } from '../../report/summary.ts'
import { alignColumns } from './columns.ts'

/** Records of one job that differ in nothing but where their tables went, side by side; nothing where there are none. */
export function storageLines(records: readonly RunRecord[]): string[] {
  const stored = records.filter(({ limits, parity }) => limits.storage !== undefined && parity.passes)
  const places = Map.groupBy(stored, ({ job, size, partition, limits: { storage: _, ...limits } }) =>
    JSON.stringify([job, size, partition, limits]),
  )
  return [...places.values()].filter(({ length }) => length > 1).flatMap(tableOf)
}

function tableOf(records: readonly RunRecord[]): string[] {
  const [first] = records
  if (!first) return []
  const measure = judgedClock(first)
  const header = [
    MEASURES[measure].label,
    ...records.flatMap(({ limits }, index) => [limits.storage ?? '', ...(index > 0 ? [''] : [])]),
    '',
  ]
  const body = engineNames(first).map((engine) => {
    const times = records.map((record) => timeOf(record, engine))
    return [engine, ...times.flatMap((time, index) => cellsOf(time, times[0], index)), '']
  })
  return ['', `${first.job} · ${first.size} · by storage`, '', ...alignColumns([header, ...body])]
}

const timeOf = (record: RunRecord, engine: string): Measurement | undefined =>
  summariseMeasure(record, judgedClock(record)).figures[engine]?.value ?? undefined

function cellsOf(time: Measurement | undefined, first: Measurement | undefined, index: number): string[] {
  const text = isMeasured(time) ? MEASURES.totalMs.format(time) : '–'
  if (index === 0) return [text]
  return [text, isMeasured(time) && isMeasured(first) ? `${(time / first).toPrecision(2)}×` : '']
}
