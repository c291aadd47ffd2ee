import { isMeasured, type Measurement, unmeasured } from '../model/measures/measure.ts'
import type { ListedPrice } from '../pricing/listed-price.ts'
import type { Attempt } from './attempt.ts'

/** What an hour of executors costs: of their cores, and of their memory where that is billed apart. */
export interface CorePrice {
  core: ListedPrice
  /** Null where the price of a core covers its memory. */
  memory: ListedPrice | null
}

const BYTES_A_UNIT: Record<string, number> = { GB: 1e9, GiB: 2 ** 30 }

/** What the executors of runs cost for as long as they lived; null with the reason where that is not known. */
export function billOfRuns(
  runs: readonly Pick<Attempt, 'coreHours' | 'memoryGbHours'>[],
  price: CorePrice | null,
): Measurement {
  if (price === null) return unmeasured('no-price')
  const { core, memory } = price
  const cores = costOf(
    runs.map((run) => run.coreHours),
    core.perHour,
  )
  if (memory === null || !isMeasured(cores)) return cores
  const perGb = (memory.perHour * 1e9) / (BYTES_A_UNIT[memory.unit] ?? 1e9)
  const ofMemory = costOf(
    runs.map((run) => run.memoryGbHours),
    perGb,
  )
  return isMeasured(ofMemory) ? cores + ofMemory : ofMemory
}

/** Of all hours, or why those of one run are not known. */
function costOf(hours: readonly Measurement[], perHour: number): Measurement {
  const unknown = hours.find((each) => !isMeasured(each))
  return unknown ?? hours.filter(isMeasured).reduce((sum, each) => sum + each, 0) * perHour
}
