import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { docker, noDocker, titled } from './docker.ts'
import { etlCompare, QUICK_JVM_IN_IMAGE, root, scratch } from './etl-compare.ts'
import { LAKEHOUSE, LOGIN, startLakehouse } from './lakehouse/compose.ts'

const MINUTES = 60_000
/** Bytes that an image for Iceberg may have more than the one that it is made like. */
const MORE = { spark: 110e6, pythonic: 375e6 }

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
      const env = JSON.stringify(QUICK_JVM_IN_IMAGE)
      const quick = (text: string) => text.replace('input: fixture:weblogs', `$&\n    env: ${env}`)
      await using _ = await startLakehouse(folder.path, 'containers.yml', quick)
      const args = ['try', '--runner', 'docker', '--size', '1MB', '--partition', '2026-11-20', '--json']
      const cache = { ETL_COMPARE_CACHE: join(folder.path, 'cache') }
      const { code, stdout, stderr } = await etlCompare(args, folder.path, { ...LOGIN, ...cache })
      expect(code, stderr).toBe(0)
      const [{ engines, parity }] = JSON.parse(stdout).tried
      expect(parity).toMatchObject({ outcome: 'exact' })
      expect(engines).toMatchObject(
        ['spark', 'polars', 'duckdb'].map((engine) => ({ engine, outcome: 'ok' })),
      )
    },
    15 * MINUTES,
  )
})
