import { describe, expect, it } from 'vitest'
import { isMeasured } from '../src/model/measures/measure.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { config, GOOD, trialOf } from './run-job.ts'

const BYTES = 16 * 2 ** 20
const READS = `cat "$ETL_INPUT" > /dev/null; ${GOOD}`
const CPUS = 'limits: [{ cpus: 1 }, { cpus: 1, cache: evicted }]'

const folderWith = (more: string) =>
  scratch({
    'etl-compare.yml': config({ base: READS, other: READS }, more),
    'input.csv': `id\n${'1\n'.repeat(BYTES / 2)}`,
  })

/** What an engine's trial read from the disk, and what its record says of the cache. */
async function readOf(folder: string, results: string) {
  const found = await recordOf(folder, `orders/${results}`)
  const { cache, measures } = trialOf(found, 'other')
  const { readBytes } = measures
  if (!isMeasured(readBytes)) throw new Error('what it read was not measured')
  return { cache, limits: found.limits.cache, readBytes }
}

describe('a run whose input is dropped from the page cache', () => {
  it('reads it from the disk, beside one that finds it in memory', async () => {
    await using folder = await folderWith(CPUS)
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(code).toBe(0)
    expect(stdout).toContain('1 core, memory not limited, cold page cache')
    const [warm, cold] = [
      await readOf(folder.path, 'own@1cpu'),
      await readOf(folder.path, 'own@1cpu-evicted'),
    ]
    expect(warm).toMatchObject({ cache: 'warm', limits: undefined })
    expect(warm.readBytes).toBeLessThan(BYTES / 2)
    expect(cold).toMatchObject({ cache: 'evicted', limits: 'evicted' })
    expect(cold.readBytes).toBeGreaterThanOrEqual(BYTES)
  })

  it('is asked for on the command line too, in place of what the limits say', async () => {
    await using folder = await folderWith(CPUS)
    await etlCompare(['run', '--cache', 'evicted'], folder.path)
    expect(await readOf(folder.path, 'own@1cpu-evicted')).toMatchObject({
      cache: 'evicted',
      limits: 'evicted',
    })
  })
})
