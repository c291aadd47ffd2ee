import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { firstTrial, folderWith, logOf, runInContainers } from './container-job.ts'
import { BASE, noDocker, titled } from './docker.ts'

const engine = (command: string) =>
  `{ image: ${BASE}, network: none, command: [sh, -c, ${JSON.stringify(command)}] }`
const COPY = 'cp "$ETL_INPUT" "$ETL_OUTPUT/orders.csv"'
const fill = (file: string) => `head -c 60000000 /dev/zero > ${file}`

describe.skipIf(noDocker)(titled('a container', noDocker), () => {
  it('that takes more disk than its limit is stopped, wherever it writes', async () => {
    const places = { output: '"$ETL_OUTPUT/x"', temp: '/tmp/x', image: '/opt/x' }
    const writers = Object.entries(places).map(
      ([name, file]) => [name, engine(`${fill(file)}; sleep 100`)] as const,
    )
    await using folder = await folderWith(
      { base: engine(COPY), ...Object.fromEntries(writers) },
      { limits: 'disk: 32MiB' },
    )
    expect((await runInContainers(folder.path)).code).toBe(1)
    for (const name of Object.keys(places)) {
      const { outcome, reason } = await firstTrial(folder.path, name)
      expect([name, outcome, reason]).toEqual([
        name,
        'disk-limit',
        'its output and temporary files took more than its 32 MiB of disk',
      ])
    }
    expect(await firstTrial(folder.path)).toMatchObject({
      outcome: 'ok',
      limits: { diskBytes: 32 * 2 ** 20 },
    })
    expect(existsSync(join(folder.path, 'results/orders/own/temp/1/tmp'))).toBe(false)
  })

  it('that prints without end has a log with a bound', async () => {
    const floods = `echo first; head -c 80000000 /dev/zero | tr '\\0' x; echo; echo last; ${COPY}`
    await using folder = await folderWith({ base: engine(COPY), other: engine(floods) })
    const { code, stderr } = await runInContainers(folder.path)
    expect([code, stderr]).toEqual([0, expect.stringMatching(/1\d(\.\d)? MB of its log not kept/)])
    const log = await logOf(folder.path, 'other')
    expect(log.length).toBeLessThan(65 * 2 ** 20)
    expect(log).toMatch(/^first\nx+\n… 1\d[\d.]* MB of this log was not kept …\nx+\nlast\n$/)
  })
})
