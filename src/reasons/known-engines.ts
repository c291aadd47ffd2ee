/** The two sides of a comparison, by the names that the user gave their engines. */
export interface EngineNames {
  baseline: string
  engine: string
  /** False where the configuration says that the baseline is not Spark. */
  isOfSpark?: boolean
}

/** What an engine does by default; tests/planted-faults.test.ts sees three of them round. */
const ENGINES = [
  { name: 'Spark', halves: 'away from zero', emptySum: 'NULL' },
  { name: 'Polars', halves: 'to even', emptySum: '0' },
  { name: 'DuckDB', halves: 'away from zero', emptySum: 'NULL' },
  { name: 'pandas', halves: 'to even', emptySum: '0' },
] as const

type Engine = (typeof ENGINES)[number]

export const roundsHalves = ({ halves }: Engine): string => `round() rounds halves ${halves}`
export const sumsNothing = ({ emptySum }: Engine): string => `sum of no values is ${emptySum}`

/** What is known of the engines whose names the sides contain, as `; a, b`; empty where nothing is. */
export function knownOf(sides: EngineNames, habit: (engine: Engine) => string): string {
  const known = enginesOf(sides).flatMap((found) =>
    found ? [`${found.name}${found.name.endsWith('s') ? "'" : "'s"} ${habit(found)}`] : [],
  )
  return known.length === 0 ? '' : `; ${[...new Set(known)].join(', ')}`
}

/** Why both sides round a value otherwise: two engines with one habit had other values to round. */
export function roundingHabits(sides: EngineNames): string {
  const [a, b] = enginesOf(sides)
  const isOneHabit = a !== undefined && b !== undefined && a !== b && a.halves === b.halves
  return isOneHabit
    ? `; ${a.name} and ${b.name} both round halves ${a.halves}, so the values before rounding differ: probably DOUBLE on one side, DECIMAL on the other`
    : knownOf(sides, roundsHalves)
}

const enginesOf = ({ baseline, engine }: EngineNames): (Engine | undefined)[] =>
  [baseline, engine].map((side) =>
    ENGINES.find(({ name }) => side.toLowerCase().includes(name.toLowerCase())),
  )
