import { isMeasured, type Measurement } from '../../model/measures/measure.ts'
import { MEASURES } from '../../model/measures/registry.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { engineNames, judgedClock, summariseMeasure } from '../../report/summary.ts'
import { deployedIn, modesBeside, withMode } from '../deployment.ts'
import { alignColumns } from './columns.ts'

type Axis = 'storage' | 'workers'
type On<Name extends Axis> = NonNullable<RunRecord['limits'][Name]>

/** Records of one job that differ in nothing but one of their limits, at least two each. */
export function besideEachOther(records: readonly RunRecord[], axis: Axis): RunRecord[][] {
  const on = records.filter(({ limits, parity }) => limits[axis] !== undefined && parity.passes)
  const places = Map.groupBy(on, ({ job, size, partition, limits: { [axis]: _, ...limits } }) =>
    JSON.stringify([job, size, partition, limits]),
  )
  return [...places.values()].filter(({ length }) => length > 1)
}

/** Times of such records, side by side; nothing where there are none. */
export const besideLines = <Name extends Axis>(
  records: readonly RunRecord[],
  axis: Name,
  label: (value: On<Name>) => string,
): string[] =>
  besideEachOther(records, axis).flatMap((own) => [
    ...['', `${own[0]?.job} · ${own[0]?.size} · by ${axis}`, ''],
    ...timeTable(
      own,
      own.map(({ limits }) => label(limits[axis] as On<Name>)),
    ),
  ])

function timeTable(records: readonly RunRecord[], labels: readonly string[]): string[] {
  const [first, ...others] = records
  if (!first) return []
  const modes = modesBeside(deployedIn([first, ...others]))
  const { label, format } = MEASURES[judgedClock(first)]
  const header = [label, ...labels.flatMap((label, index) => [label, ...(index > 0 ? [''] : [])]), '']
  const body = engineNames(first).map((engine) => {
    const times = records.map((record) => timeOf(record, engine))
    return [
      withMode(engine, modes),
      ...times.flatMap((time, index) => cellsOf(time, times[0], index, format)),
      '',
    ]
  })
  return alignColumns([header, ...body])
}

/** By the judged clock, milliseconds. */
export const timeOf = (record: RunRecord, engine: string): Measurement | undefined =>
  summariseMeasure(record, judgedClock(record)).figures[engine]?.value ?? undefined

function cellsOf(
  time: Measurement | undefined,
  first: Measurement | undefined,
  index: number,
  show: (milliseconds: number) => string,
): string[] {
  const text = isMeasured(time) ? show(time) : '–'
  if (index === 0) return [text]
  return [text, isMeasured(time) && isMeasured(first) ? `${(time / first).toPrecision(2)}×` : '']
}
