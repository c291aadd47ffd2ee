import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('a process ends with the code of its command, though something in it goes on', async () => {
  const world = join(import.meta.dirname, 'world.ts')
  const code = `import { endWith } from ${JSON.stringify(world)}; setInterval(() => {}, 1000); endWith(3)`
  const ended = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    timeout: 30_000,
  })
  await expect(ended).rejects.toMatchObject({ code: 3 })
})
