import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import type { RunRecord, Trial } from '../src/model/record/schema.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'

const MINUTES = 60_000

/** The job of `make compare-service`, with a load of seconds, by real Spark, delta-rs, Polars and DuckDB. */
it(
  'Orders as a service have the same answers by Spark as by delta-rs, Polars and DuckDB',
  async () => {
    const folder = join(root, 'docker/service')
    const config = parse(await readFile(join(folder, 'etl-compare.yml'), 'utf8'))
    for (const stack of Object.values<{ project: string }>(config.stacks))
      stack.project = join(folder, stack.project)
    const job = config.jobs.orders_service
    job.service = { ...job.service, requests: join(folder, 'requests.ndjson'), rate: '2/s', for: '3s' }
    job.sizes = ['0.3MB']
    await using place = await scratch({ 'etl-compare.yml': JSON.stringify(config) })
    // A service's own folders lie there: nothing may be left.
    const temporary = join(place.path, 'tmp')
    await mkdir(temporary)
    const args = ['try', '--json', '--partition', '2026-11-20', '--out', join(place.path, 'results')]
    const { code, stdout, stderr } = await etlCompare(args, place.path, { ...QUICK_JVM, TMPDIR: temporary })
    expect(code, stderr).toBe(0)
    const [tried]: Pick<RunRecord, 'parity'>[] = JSON.parse(stdout).tried
    expect(tried?.parity).toMatchObject({ outcome: 'exact', passes: true })
    for (const engine of ['spark', 'pythonic']) {
      const file = join(place.path, 'results/try/orders_service/0.3MB', engine, '1/trial.json')
      const { trial }: { trial: Trial } = JSON.parse(await readFile(file, 'utf8'))
      expect(trial, stderr).toMatchObject({
        outcome: 'ok',
        service: { due: 6, answered: 6, isEndedInTime: true },
      })
    }
    expect(await readdir(temporary)).toEqual([])
  },
  30 * MINUTES,
)
