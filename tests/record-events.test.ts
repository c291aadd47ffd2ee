import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { onlyRecord, SPARK, sh } from './recorded.ts'

describe('what a run is for', () => {
  const good = 'printf "id\\n1\\n" > "$ETL_OUTPUT/orders.csv"'
  const config = `version: 1
jobs:
  orders:
    input: in.csv
    baseline: spark
    engines:
      spark:  { run: [sh, -c, '${good}'] }
      polars: { run: [sh, -c, '${good}'] }
      duckdb: { run: [sh, -c, '${good}'] }
    tables: { orders: { key: [id] } }
`
  const payload = JSON.stringify({ repository: { default_branch: 'main' } })
  const onFeature = { GITHUB_REF: 'refs/heads/feature', GITHUB_EVENT_PATH: 'event.json' }

  it.each([
    [
      'pull_request',
      'pull_request',
      /etl-compare: the run is for a pull request, so it never counts in a verdict/,
    ],
    ['push', 'branch', /etl-compare: the run is not on the default branch, so it never counts in a verdict/],
    ['schedule', 'schedule', /^etl-compare: recorded/],
  ])('is kept and said by record: %s', async (name, event, note) => {
    await using folder = await scratch({ 'event.json': payload })
    const env = { ...onFeature, GITHUB_EVENT_NAME: name }
    const { stderr, code } = await etlCompare([...SPARK, ...sh('true')], folder.path, env)
    expect(stderr).toMatch(note)
    expect(code).toBe(0)
    expect(await onlyRecord(folder.path)).toMatchObject({ event })
    const { stdout } = await etlCompare(['ledger', 'list', '--ledger', 'ledger'], folder.path)
    expect(stdout).toMatch(new RegExp(`${event} +spark ok +no fingerprint`))
  })

  it('is kept and said by run, which shares the level among all candidates of the job', async () => {
    await using folder = await scratch({
      'etl-compare.yml': config,
      'in.csv': 'id\n1\n',
      'event.json': payload,
    })
    const args = ['run', '--engines', 'spark,polars', '--partition', '2026-11-20']
    const { stderr, code } = await etlCompare(args, folder.path, { ...onFeature, GITHUB_EVENT_NAME: 'push' })
    expect(stderr).toContain('default branch')
    expect(code).toBe(0)
    const text = await readFile(join(folder.path, 'results/orders/own/run.json'), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ event: 'branch', k: 2 })
  })

  it('has no lines in its key: run says so before it starts', async () => {
    await using folder = await scratch({ 'etl-compare.yml': config, 'in.csv': 'id\n1\n' })
    const { stderr, code } = await etlCompare(['run', '--partition', 'a\nb'], folder.path)
    expect(stderr).toBe(
      'etl-compare: --partition "a\\nb": must be text without control or invisible characters.\n',
    )
    expect(code).toBe(2)
  })

  it('does not depend on an event that is hostile', async () => {
    for (const path of ['event.json', 'missing.json', '/dev/zero', '.']) {
      await using folder = await scratch({ 'event.json': '{"repository":{"default_branch":{}}}' })
      const env = { ...onFeature, GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: path }
      expect((await etlCompare([...SPARK, ...sh('true')], folder.path, env)).code).toBe(0)
      expect(await onlyRecord(folder.path)).toMatchObject({ event: 'record' })
    }
  })
})
