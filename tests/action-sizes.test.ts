import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { recordsIn, startAction } from './action/program.ts'
import { scratch } from './etl-compare.ts'

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

/** The action's own program over both sizes of a job whose engines run a script. */
async function measureBoth(script: string) {
  const folder = await scratch({ 'etl-compare.yml': CONFIG, 'engine.sh': script })
  const at = (...names: string[]) => join(folder.path, ...names)
  for (const size of ['small', 'medium']) {
    await mkdir(at('data', size), { recursive: true })
    await writeFile(at('data', size, 'shops.csv'), 'shop,orders\nKiel,2\n')
  }
  const inputs = { SIZES: 'small,medium', LEDGER: 'ledger' }
  const started = startAction(folder.path, inputs, { REHEARSED_MIDNIGHT: at('midnight') })
  return {
    ...started,
    at,
    uploaded: async () => (await started.uploaded()).map(sizeAndEnd),
    kept: async () => (await recordsIn(at('ledger'))).map(sizeAndEnd),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

const sizeAndEnd = ({ size, trials }: RunRecord) => [size, trials.at(-1)?.outcome]

const until = async (isSo: () => Promise<unknown>): Promise<void> => {
  while (!(await isSo().catch(() => false))) await new Promise((done) => setTimeout(done, 50))
}

describe('the action over several sizes', () => {
  it('goes on after a size whose outputs differ, by the same date though midnight passes, and fails in the end', async () => {
    await using action = await measureBoth(`cp "$1/shops.csv" "$2/"
if [ "$ETL_SIZE" = small ]; then echo "Porto,$$" >> "$2/shops.csv"; touch midnight; fi
`)
    expect(await action.ended).toMatchObject({ code: 1 })
    expect(await action.uploaded()).toEqual([
      ['small', 'ok'],
      ['medium', 'ok'],
    ])
    const [small, medium] = await recordsIn(action.at('ledger'))
    expect(medium?.partition).toBe(small?.partition)
    expect(medium?.when.slice(0, 10)).not.toBe(small?.when.slice(0, 10))
  })

  it('keeps what was measured where the workflow is cancelled, and the trial that was cut off', async () => {
    await using action = await measureBoth(`cp "$1/shops.csv" "$2/"
if [ "$ETL_SIZE" = medium ]; then touch begun; sleep 300; fi
`)
    await until(() => readFile(action.at('begun')))
    action.child.kill('SIGINT')
    expect(await action.ended).toMatchObject({ code: 130 })
    expect(await action.uploaded()).toEqual([['small', 'ok']])
    expect(await action.kept()).toEqual([
      ['small', 'ok'],
      ['medium', 'cancelled'],
    ])
  })
})
