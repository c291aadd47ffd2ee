import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordsIn, startAction } from './action/program.ts'
import { COPY, folderWith, leftBehind, python, until } from './container-job.ts'
import { noDocker, titled } from './docker.ts'

const HANGING = python("print('up', flush=True)\nimport time\ntime.sleep(600)")

describe.skipIf(noDocker)(titled('a workflow that is cancelled while an engine hangs', noDocker), () => {
  it('leaves no container, keeps the record, and counts the hang', async () => {
    await using folder = await folderWith({ base: python(COPY), other: HANGING }, { timeout: '1h' })
    const action = startAction(folder.path, { RUNNER: 'docker', LEDGER: 'ledger' })
    const results = join(folder.path, '.step/nightly-results/orders/own.unfinished')
    await until(
      async () => (await readFile(join(results, 'other/1/log.txt'), 'utf8').catch(() => '')) === 'up\n',
    )
    // As the runner of GitHub does.
    action.child.kill('SIGINT')
    expect((await action.ended).code).toBe(130)
    expect(await leftBehind()).toEqual([])
    const [record] = await recordsIn(join(folder.path, 'ledger'))
    const hung = record?.trials.filter(({ engine }) => engine === 'other')
    expect(hung).toMatchObject([{ outcome: 'cancelled', measures: { totalMs: expect.any(Number) } }])
  })
})
