import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderLedger } from '../src/ledger/folder.ts'
import { endedOf, root, scratch } from './etl-compare.ts'

const CONFIG = `
version: 1
limits: { cpus: 1, memory: 512MiB }
jobs:
  shops:
    input: data/{size}
    sizes: [small, medium]
    baseline: before
    engines:
      before: { run: [sh, engine.sh, "{input}", "{output}"] }
      after: { run: [sh, engine.sh, "{input}", "{output}"] }
    tables: { shops: { key: [shop] } }
`

/** Slow at size medium, and says so once it has begun. */
const ENGINE = `cp "$1/shops.csv" "$2/"
if [ "$ETL_SIZE" = medium ]; then touch begun; sleep 300; fi
`

const INPUTS = {
  CONFIG: 'etl-compare.yml',
  SIZES: 'small,medium',
  COMMENT: 'off',
  NAME: 'nightly',
  RUNNER: 'process',
}

const until = async (isSo: () => Promise<unknown>): Promise<void> => {
  while (!(await isSo().catch(() => false))) await new Promise((done) => setTimeout(done, 50))
}

describe('a workflow that is cancelled', () => {
  it('keeps what was measured, and the trial that was cut off', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG, 'engine.sh': ENGINE })
    const at = (...names: string[]) => join(folder.path, ...names)
    for (const size of ['small', 'medium']) {
      await mkdir(at('data', size), { recursive: true })
      await writeFile(at('data', size, 'shops.csv'), 'shop,orders\nKiel,2\n')
    }
    const inputs = { ...INPUTS, LEDGER: 'ledger', FAIL_ON: 'engine,parity', TRIALS: '2' }
    const child = spawn(
      process.execPath,
      [`--import=${join(root, 'tests/action/as-on-github.ts')}`, join(root, 'src/action/main.ts'), 'measure'],
      {
        cwd: folder.path,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          ...Object.fromEntries(
            Object.entries(inputs).map(([name, value]) => [`ETL_COMPARE_${name}`, value]),
          ),
          ...{
            RUNNER_TEMP: at('temporary'),
            GITHUB_OUTPUT: at('output'),
            GITHUB_STEP_SUMMARY: at('summary'),
          },
        },
      },
    )
    const ended = endedOf(child)
    await until(() => readFile(at('begun')))
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130 })
    const [, uploaded = ''] =
      /^comparison-path<<\S+\n(.*)\n/m.exec(await readFile(at('output'), 'utf8')) ?? []
    const sizes = async (path: string) =>
      (await folderLedger(path, path).read()).records.map(({ size, trials }) => [
        size,
        trials.at(-1)?.outcome,
      ])
    expect(await sizes(uploaded)).toEqual([['small', 'ok']])
    expect(await sizes(at('ledger'))).toEqual([
      ['small', 'ok'],
      ['medium', 'cancelled'],
    ])
  })
})
