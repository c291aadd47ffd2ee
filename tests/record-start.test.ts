import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scratch, start } from './etl-compare.ts'
import { CONFIG, onlyRecord, SPARK, sh } from './recorded.ts'

/** Lists the modules that a process loads in a file of its working folder. */
const LISTING = `import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    appendFileSync('loaded', url + '\\n')
    return next(url, context)
  },
})
`

it('a command begins before what checks and keeps a record is loaded, by a configuration that is known too', async () => {
  await using folder = await scratch({ 'etl-compare.yml': CONFIG, 'listing.mjs': LISTING })
  const env = {
    ETL_COMPARE_CACHE: join(folder.path, 'cache'),
    NODE_OPTIONS: `--import=${join(folder.path, 'listing.mjs')}`,
  }
  for (const name of ['first', 'second']) {
    const { code, stderr } = await start([...SPARK, ...sh(`mv loaded ${name}`)], folder.path, env).ended
    expect([code, stderr]).toEqual([0, expect.stringContaining('recorded orders · spark')])
  }
  const [first, second] = await Promise.all(
    ['first', 'second'].map((name) => readFile(join(folder.path, name), 'utf8')),
  )
  expect(first).toMatch(/node_modules\/zod\//)
  expect(second).toMatch(/\/workflow\/record\/prepare/)
  expect(second).not.toMatch(/node_modules\/(zod|yaml|@duckdb|dockerode)\//)
})

it('a git that hangs keeps no command from starting, and the record has no commit', async () => {
  await using folder = await scratch()
  const bin = join(folder.path, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'git'), '#!/bin/sh\nsleep 15; touch answered; echo 0\n', { mode: 0o755 })
  const env = { PATH: `${bin}:${process.env.PATH}` }
  const command = sh('[ ! -e answered ]')
  const { code, stderr } = await start([...SPARK, ...command], folder.path, env).ended
  expect([code, stderr]).toEqual([0, expect.stringContaining('recorded orders · spark')])
  expect(await onlyRecord(folder.path)).toMatchObject({ commit: null })
})
