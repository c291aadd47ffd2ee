import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { QUICK_JVM, root, scratch, startImpatient } from './etl-compare.ts'

const MINUTES = 60_000

describe('operations on a Delta table, by Spark and by Polars with delta-rs', () => {
  it(
    'leave the same data after each, commit the same, and are read by each other',
    async () => {
      await using folder = await scratch()
      const config = join(root, 'docker/tables/etl-compare.yml')
      const args = ['run', '--config', config, '--size', '0.3MB', '--partition', '2026-11-20']
      const { code, stdout, stderr } = await startImpatient(
        [...args, '--out', join(folder.path, 'results')],
        folder.path,
        QUICK_JVM,
      ).ended
      expect(code, stderr).toBe(0)
      const path = join(folder.path, 'results/delta_operations/0.3MB/run.json')
      const record = runRecordSchema.parse(JSON.parse(await readFile(path, 'utf8')))
      expect(record.parity).toMatchObject({ outcome: 'exact', passes: true })
      const [spark, polars] = ['spark', 'polars'].map((engine) =>
        record.trials.find((trial) => trial.engine === engine),
      )
      for (const operation of ['create', 'append', 'update', 'delete', 'upsert'])
        expect(polars?.tables[operation]?.commits?.rows, operation).toEqual(
          spark?.tables[operation]?.commits?.rows,
        )
      // What is restored is what was there after the update.
      expect(spark?.tables.restore?.fingerprint).toBe(spark?.tables.update?.fingerprint)
      expect(spark?.tables.read_time?.fingerprint).toBe(spark?.tables.query?.fingerprint)
      const { queries = [] } = record
      expect(queries.map(({ engine, by, outcome }) => `${engine} ${by} ${outcome}`).toSorted()).toEqual([
        'polars polars exact',
        'polars spark exact',
        'spark polars exact',
        'spark spark exact',
      ])
      expect(stdout).toContain('table after it')
    },
    20 * MINUTES,
  )
})
