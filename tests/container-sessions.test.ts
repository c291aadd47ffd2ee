import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { docker, noDocker, titled } from './docker.ts'
import { etlCompare, QUICK_JVM, root, scratch, startImpatient } from './etl-compare.ts'
import { LAKEHOUSE, LOGIN, startLakehouse } from './lakehouse/compose.ts'

const MINUTES = 60_000
/** Bytes that an image for Iceberg may have more than the one that it is made like. */
const MORE = { spark: 110e6, pythonic: 350e6 }

describe.skipIf(noDocker)(titled('the images for Iceberg', noDocker), () => {
  beforeAll(async () => {
    const { code, stderr } = await etlCompare(['images', 'build'], root)
    expect(code, stderr).toBe(0)
    const config = join(LAKEHOUSE, 'containers.yml')
    const built = await etlCompare(['images', 'build', '--config', config], LAKEHOUSE)
    expect(built.code, built.stderr).toBe(0)
  }, 15 * MINUTES)

  it.each(Object.entries(MORE))(
    '%s costs what it needs more, and only where it is asked for',
    async (name, most) => {
      const size = async (image: string) => (await docker.getImage(image).inspect()).Size
      const more = (await size(`etl-compare/${name}-lakehouse`)) - (await size(`etl-compare/${name}`))
      console.log(`etl-compare/${name}-lakehouse: ${(more / 1e6).toFixed(0)} MB more`)
      expect(more).toBeGreaterThan(50e6)
      expect(more).toBeLessThan(most)
    },
  )

  it(
    'load sessions into a catalog in PostgreSQL with its files on S3, the same data by all engines',
    async () => {
      await using folder = await scratch()
      await using _ = await startLakehouse(folder.path, 'containers.yml')
      const args = ['run', '--runner', 'docker', '--size', '1MB', '--partition', '2026-11-20']
      const env = { ...LOGIN, ...QUICK_JVM, ETL_COMPARE_CACHE: join(folder.path, 'cache') }
      const { code, stderr } = await startImpatient(args, folder.path, env).ended
      expect(code, stderr).toBe(0)
      const [path = ''] = await Array.fromAsync(glob('results/**/run.json', { cwd: folder.path }))
      const text = await readFile(join(folder.path, path), 'utf8')
      const { parity, trials } = runRecordSchema.parse(JSON.parse(text))
      expect(parity.outcome).toBe('exact')
      expect(new Set(trials.map(({ engine, runner }) => `${engine} ${runner}`))).toEqual(
        new Set(['spark docker', 'polars docker', 'duckdb docker']),
      )
    },
    15 * MINUTES,
  )
})
