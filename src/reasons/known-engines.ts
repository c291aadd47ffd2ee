/** The two sides of a comparison, by the names that the user gave their engines. */
export interface Sides {
  baseline: string
  engine: string
}

/** What an engine is known to do by default; tests/planted-faults.test.ts sees three of them round. */
interface Habits {
  /** What round() makes of halves. */
  rounding?: string
  /** What sum() of no values is. */
  emptySum?: string
}

const HABITS: Record<string, Habits> = {
  spark: {
    rounding: "Spark's round() takes halves away from zero",
    emptySum: "Spark's sum of nothing is NULL",
  },
  polars: { rounding: "Polars' round() takes halves to even", emptySum: "Polars' sum of nothing is 0" },
  duckdb: {
    rounding: "DuckDB's round() takes halves away from zero",
    emptySum: "DuckDB's sum of nothing is NULL",
  },
  pandas: { rounding: "pandas' round() takes halves to even", emptySum: "pandas' sum of nothing is 0" },
}

/** What is known of the engines whose names the sides contain, as `; a, b`; empty where nothing is. */
export function knownOf({ baseline, engine }: Sides, habit: keyof Habits): string {
  const known = [baseline, engine].flatMap((side) => {
    const name = Object.keys(HABITS).find((candidate) => side.toLowerCase().includes(candidate))
    const words = name && HABITS[name]?.[habit]
    return words ? [words] : []
  })
  return known.length === 0 ? '' : `; ${[...new Set(known)].join(', ')}`
}
