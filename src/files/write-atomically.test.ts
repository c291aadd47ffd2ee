import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { halfOf } from './halves.ts'
import { writeAtomically } from './write-atomically.ts'

/** Kills itself in the middle of a file. */
const killed = (path: string) =>
  promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { writeFileSync } from 'node:fs'
    const { halfOf } = await import(${JSON.stringify(new URL('./halves.ts', import.meta.url).href)})
    writeFileSync(await halfOf(${JSON.stringify(path)}), 'ha')
    process.kill(process.pid, 'SIGKILL')`,
  ]).catch(() => undefined)

it('takes away what a killed process left half written, and nothing of one that may still be writing', async () => {
  await using folder = await scratch({})
  const at = (name: string) => join(folder.path, name)
  await killed(at('record.json'))
  const ofOthers = `${(await halfOf(at('far'))).replace(/[0-9a-f]{8}\.partial$/, '00000000.partial')}`
  for (const path of [await halfOf(at('mine')), ofOthers, at('a.partial')]) await writeFile(path, 'ha')
  const before = await readdir(folder.path)
  expect(before).toHaveLength(4)
  await writeAtomically(at('whole'), 'whole')
  const gone = before.filter((name) => name.startsWith('record.json.'))
  expect((await readdir(folder.path)).toSorted()).toEqual(
    [...before.filter((name) => !gone.includes(name)), 'whole'].toSorted(),
  )
})
