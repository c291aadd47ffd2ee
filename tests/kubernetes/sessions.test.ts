import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { etlCompare, root } from '../etl-compare.ts'
import { recordOf } from '../record-of.ts'
import { claim } from './cluster.ts'

afterEach(() => vi.unstubAllEnvs())

it('sessions by Spark, Polars and DuckDB are the same data in pods', { timeout: 900_000 }, async () => {
  await using ours = await claim()
  const config = await readFile(join(root, 'k8s/benchmark/etl-compare.yml'), 'utf8')
  const path = join(ours.path, 'etl-compare.yml')
  await writeFile(
    path,
    config.replace('/mnt/etl-compare', ours.path).replaceAll('../../docker', join(root, 'docker')),
  )
  // The fixture is made where pods see it; the cache is looked for in the process's own environment.
  vi.stubEnv('ETL_COMPARE_CACHE', join(ours.path, 'cache'))
  vi.stubEnv('KUBECONFIG', ours.kubeconfig)
  const args = ['--config', path, '--size', '1MB', '--partition', '2026-11-20', '--runner', 'kubernetes']
  const { code, stdout, stderr } = await etlCompare(['run', ...args], ours.path)
  expect(code, stderr).toBe(0)
  expect(stdout).toContain('Parity: exact')
  const { trials } = await recordOf(ours.path, 'sessions/1MB')
  expect(new Set(trials.map(({ outcome }) => outcome))).toEqual(new Set(['ok']))
  expect(await ours.left()).toEqual([])
})
