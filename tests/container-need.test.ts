import { expect, it } from 'vitest'
import { folderWith, leftBehind, python } from './container-job.ts'
import { noDocker, titled } from './docker.ts'
import { etlCompare } from './etl-compare.ts'
import { holding, MIB, needOf, writing } from './need-job.ts'

it.skipIf(noDocker)(
  titled('etl-compare need finds the least memory of a program in containers', noDocker),
  async () => {
    await using folder = await folderWith(
      { base: python(writing('')), heavy: python(holding(200)) },
      { limits: 'cpus: 1, memory: 512MiB' },
    )
    const args = ['need', 'orders', '--runner', 'docker', '--engines', 'heavy', '--json']
    const { code, stdout } = await etlCompare(args, folder.path)
    expect(code).toBe(0)
    const [heavy] = JSON.parse(stdout).needs[0].engines
    expect(heavy.leastBytes).toBeGreaterThanOrEqual(200 * MIB)
    // The interpreter, the meter beside it, and the tolerance.
    expect(heavy.leastBytes).toBeLessThanOrEqual((200 + 40 + 64) * MIB)
    expect(heavy.mostFailed.kind).toBe('memory')
    expect((await needOf(folder.path)).parity.outcome).toBe('exact')
    expect(await leftBehind()).toEqual([])
  },
)
