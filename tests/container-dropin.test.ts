import { describe, expect, it } from 'vitest'
import { noDocker, titled } from './docker.ts'
import { CONFIG, endings, inputOf, run } from './dropin-engines.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const MINUTES = 60_000
const OK = ['ok', null]

describe.skipIf(noDocker)(titled('the images of engines that run Spark’s programs', noDocker), () => {
  it(
    'are built, and each runs the same program: the same data, or what the engine lacks',
    async () => {
      await using folder = await scratch()
      const images = await etlCompare(['images', 'build', '--config', CONFIG], folder.path)
      expect(images.code, images.stderr).toBe(0)

      const input = await inputOf('customer_tiers', folder.path, '--format', 'parquet')
      const options = ['--runner', 'docker', '--partition', '2026-11-20', '--input', input]
      const { code, stdout } = await run('customer_tiers', folder.path, options)
      const record = await recordOf(folder.path, 'customer_tiers/own')
      expect(endings(record), stdout).toEqual({
        ...{ spark: OK, comet: OK, sail: OK, sqlframe: OK },
        duckdb_spark: ['unsupported', expect.stringMatching(/RuntimeConfig\.set/)],
      })
      expect([code, record.parity.outcome]).toEqual([0, 'exact'])
    },
    20 * MINUTES,
  )
})
