/** The two sides of a comparison, by the names that the user gave their engines. */
export interface EngineNames {
  baseline: string
  engine: string
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
export function knownOf({ baseline, engine }: EngineNames, habit: (engine: Engine) => string): string {
  const known = [baseline, engine].flatMap((side) => {
    const found = ENGINES.find(({ name }) => side.toLowerCase().includes(name.toLowerCase()))
    return found ? [`${found.name}${found.name.endsWith('s') ? "'" : "'s"} ${habit(found)}`] : []
  })
  return known.length === 0 ? '' : `; ${[...new Set(known)].join(', ')}`
}
