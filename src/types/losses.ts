/**
 * What of values is lost where DuckDB reads them, in words, the worst first. Polars writes every time of day in
 * nanoseconds: to refuse those would refuse too much.
 */
export const LOSSES = {
  digits: { isRefused: true, words: 'decimals of more than 38 digits, which DuckDB reads as DOUBLE' },
  nanoseconds: {
    isRefused: true,
    words: 'timestamps in nanoseconds, which DuckDB reads only in microseconds',
  },
  'nanoseconds-of-day': {
    isRefused: false,
    words: 'times of day in nanoseconds, which DuckDB reads in microseconds',
  },
} as const
export type Loss = keyof typeof LOSSES

/** The worst of what parts of a column lose. */
export const worstLoss = (found: readonly (Loss | null | undefined)[]): Loss | undefined =>
  (Object.keys(LOSSES) as Loss[]).find((loss) => found.includes(loss))
