import type { Carbon } from '../model/config/carbon.ts'
import type { Platform } from '../model/config/platforms.ts'

const SECONDS_AN_HOUR = 3600
const WATTS_PER_KILOWATT = 1000
/** How busy the vCPUs may have been: nobody measured it in production. */
const UTILISATION = { low: 0, mid: 0.5, high: 1 }

/** Of a figure that nobody knows well. */
export type Estimate = Record<keyof typeof UTILISATION, number>

/**
 * Grams of CO2e of one run, by SCI 1.1.0 with a run as the functional unit: O + M, with O = energy × grid and M = the
 * machine's making × the share of its life and of its vCPUs. Energy is that of all reserved vCPUs, busy or not, through
 * start-up and idle time: at rest (low), half busy (mid, the default of Cloud Carbon Footprint), fully busy (high).
 *
 * @param seconds measured time of the run; an estimate maps each of its ends
 */
export function gramsOf(
  { nodes, startupSeconds, idleSeconds }: Pick<Platform, 'nodes' | 'startupSeconds' | 'idleSeconds'>,
  carbon: Carbon,
  seconds: Estimate,
): Estimate {
  const gramsAt = (which: keyof Estimate): number => {
    const vcpuHours =
      (nodes * carbon.vcpus * (startupSeconds + seconds[which] + idleSeconds)) / SECONDS_AN_HOUR
    return vcpuHours * (operational(carbon, UTILISATION[which]) + carbon.processor.embodiedGramsPerHour)
  }
  return { low: gramsAt('low'), mid: gramsAt('mid'), high: gramsAt('high') }
}

/** Grams of one vCPU in an hour. */
function operational({ processor, grid }: Carbon, utilisation: number): number {
  const { idleWatts, fullWatts, pue } = processor
  const watts = idleWatts + utilisation * (fullWatts - idleWatts)
  return ((watts * pue) / WATTS_PER_KILOWATT) * grid.grams
}
