import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where fixtures and timings are kept between runs: `ETL_COMPARE_CACHE`, else the XDG cache folder. */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return process.env.ETL_COMPARE_CACHE || join(base, 'etl-compare')
}
