import { firstFew } from '../verdict/numbers.ts'

const MOST_NAMED = 4

/** That figures were made up, and of which jobs; undefined where all were measured. */
export const simulatedText = (jobs: readonly string[]): string | undefined =>
  jobs.length === 0
    ? undefined
    : `Simulated, not measured: etl-compare simulate made runs of ${firstFew(jobs, MOST_NAMED)}.`
