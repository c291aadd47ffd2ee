import { join } from 'node:path'
import { z } from 'zod'
import { cacheFolder } from '../../files/cache.ts'
import { readWhole } from '../../files/excerpt.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { type Timing, timing } from '../../plan/estimate.ts'

const schema = z.record(z.string(), timing)
const file = () => join(cacheFolder(), 'timings.json')

/** What trials took on this machine earlier, by `<configuration> <job> <engine>`; only the plan's estimate uses it. */
export async function readTimings(): Promise<Record<string, Timing>> {
  try {
    return schema.parse(JSON.parse((await readWhole(file())) ?? ''))
  } catch {
    return {}
  }
}

/** Keeps what trials took, where the cache can hold it: a run needs no estimate. */
export async function rememberTimings(timings: Record<string, Timing>): Promise<void> {
  const all = { ...(await readTimings()), ...timings }
  await writeAtomically(file(), JSON.stringify(all)).catch(() => undefined)
}

export const timingKey = (configPath: string, job: string, engine: string): string =>
  `${configPath} ${job} ${engine}`
