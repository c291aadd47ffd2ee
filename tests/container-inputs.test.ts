import { describe, expect, it } from 'vitest'
import { runInContainers } from './container-job.ts'
import { noDocker, titled } from './docker.ts'
import { folderWith, inContainers, recordIn } from './two-inputs.ts'

describe.skipIf(noDocker)(titled('several inputs in containers', noDocker), () => {
  it('are each mounted by name, and cannot be written to', async () => {
    const guarded = (program: string) =>
      inContainers(program).replace(
        'python,',
        'sh, -c, \'! touch "$ETL_INPUT_ORDERS/x" && exec python "$@"\', sh,',
      )
    await using folder = await folderWith(guarded)
    const { code, stderr } = await runInContainers(folder.path, '--partition', '2026-11-20')
    expect(code, stderr).toBe(0)
    const { parity, input } = await recordIn(folder.path)
    expect(parity.outcome).toBe('exact')
    expect(input.parts?.map(({ name }) => name)).toEqual(['orders', 'fx-rates'])
  })
})
