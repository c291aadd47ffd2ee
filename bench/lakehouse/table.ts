import { median } from '../../src/statistics/sample.ts'
import type * as inTurns from '../in-turns.ts'

/** What one measurement cost: the wall's seconds, and those of CPU, null where they are not of a process of their own. */
export interface Cost {
  wallSeconds: number
  cpuSeconds: number | null
}

export type Side = inTurns.Side<Cost>
export type Measured = inTurns.Measured<Cost>

/** NaN where nothing was measured. */
const medianOf = (values: readonly number[]): number => (values.length > 0 ? median(values) : Number.NaN)

const wallOf = (costs: readonly Cost[]): number[] => costs.map(({ wallSeconds }) => wallSeconds)
const cpuOf = (costs: readonly Cost[]): number[] => costs.flatMap(({ cpuSeconds }) => cpuSeconds ?? [])

const WIDTH = 28
const HEADING = `${''.padEnd(WIDTH)}  wall s        least to most       ×    CPU-s       ×`

/** All measurements as text: medians, the wall's range, and multiples of each first side's medians. */
export const tableOf = (all: readonly Measured[]): string => [HEADING, ...all.flatMap(linesOf)].join('\n')

function linesOf({ title, sides }: Measured): string[] {
  const [first] = sides
  const [wallUnit, cpuUnit] = [medianOf(wallOf(first?.costs ?? [])), medianOf(cpuOf(first?.costs ?? []))]
  const lines = sides.map(({ name, costs }) => {
    const [wall, cpu] = [medianOf(wallOf(costs)), medianOf(cpuOf(costs))]
    const range = `${Math.min(...wallOf(costs)).toFixed(2)} to ${Math.max(...wallOf(costs)).toFixed(2)}`
    const cells = [
      shown(wall, 2).padStart(8),
      range.padStart(20),
      shown(wall / wallUnit, 2, '×').padStart(8),
      shown(cpu, 2).padStart(8),
      shown(cpu / cpuUnit, 2, '×').padStart(8),
    ]
    return `  ${name.padEnd(WIDTH - 2)}${cells.join('')}`
  })
  return ['', title, ...lines]
}

const shown = (value: number, digits: number, unit = ''): string =>
  Number.isNaN(value) ? '–' : `${value.toFixed(digits)}${unit}`
