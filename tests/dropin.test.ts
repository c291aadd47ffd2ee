import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'

const CONFIG = join(root, 'docker/dropin/etl-compare.yml')
const MINUTES = 60_000

async function run(job: string, folder: string, ...options: string[]) {
  const args = ['run', job, '--config', CONFIG, '--partition', '2026-11-20', '--out', join(folder, 'results')]
  const env = { ...QUICK_JVM, ETL_COMPARE_CACHE: join(folder, 'cache') }
  const { code, stdout } = await etlCompare([...args, ...options], folder, env)
  return { code, stdout }
}

async function recordOf(folder: string, place: string): Promise<RunRecord> {
  const text = await readFile(join(folder, 'results', place, 'run.json'), 'utf8')
  return runRecordSchema.parse(JSON.parse(text))
}

const endings = ({ trials }: RunRecord) =>
  Object.fromEntries(trials.map(({ engine, outcome, reason }) => [engine, [outcome, reason]]))

describe('a Spark program, unchanged,', () => {
  it(
    'delivers the same data on Sail, and where another engine lacks a call, the run has not failed',
    async () => {
      await using folder = await scratch()
      const { code, stdout } = await run('customer_tiers', folder.path, '--size', '1MB')
      const record = await recordOf(folder.path, 'customer_tiers/1MB')
      expect(endings(record)).toEqual({
        spark: ['ok', null],
        sail: ['ok', null],
        sqlframe: ['unsupported', expect.stringContaining('schema as text that has DECIMAL')],
      })
      expect([code, record.parity.outcome]).toEqual([0, 'exact'])
      expect(stdout).toContain('– sqlframe: unsupported: customer_tiers.py, line ')
    },
    10 * MINUTES,
  )

  it(
    'that no other engine runs exits with 1, since nothing was compared, and names each missing call',
    async () => {
      await using folder = await scratch()
      const { code } = await run('sessions', folder.path, '--size', '1MB')
      const record = await recordOf(folder.path, 'sessions/1MB')
      expect(endings(record)).toMatchObject({
        spark: ['ok', null],
        sail: ['unsupported', expect.stringContaining('DataFrame.localCheckpoint')],
        sqlframe: ['unsupported', expect.stringMatching(/^sessions\.py, line \d+: Observation$/)],
      })
      expect([code, record.parity.outcome]).toEqual([1, 'unavailable'])
    },
    10 * MINUTES,
  )
})
