import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Trial } from '../src/model/record/schema.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { cannotMount, smallDisk } from './small-disk.ts'

const small = (bytes: number) => `head -c ${bytes} /dev/zero | tr '\\0' x > "$ETL_OUTPUT/t.csv"`
const CONFIG = `version: 1
jobs:
  job:
    input: etl-compare.yml
    baseline: a
    engines:
      a: { run: [sh, -ec, ${JSON.stringify(small(1000))}] }
      greedy: { run: [sh, -ec, ${JSON.stringify(`${small(8_000_000)}`)}] }
      b: { run: [sh, -ec, ${JSON.stringify(small(1000))}] }
    tables: { t: }
`

describe.skipIf(cannotMount)('a disk that is too small (skipped where one may not mount: needs root)', () => {
  it('ends the engine that filled it with a clear message, and keeps the others', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    await using _ = await smallDisk(join(folder.path, 'out'), '4m')
    const { code, stdout } = await etlCompare(['run', '--out', 'out', '--json'], folder.path)
    const [record] = JSON.parse(stdout).records
    expect(record.parity.outcome).toBe('exact')
    expect(record.trials.filter(({ outcome }: Trial) => outcome !== 'ok')).toMatchObject([
      { engine: 'greedy', outcome: 'failed', reason: expect.stringContaining('space') },
    ])
    expect(code).toBe(1)
  })

  it('that cannot even hold the record is a mistake of the user, told in one line', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG.replace(/ {6}greedy.*\n/, '') })
    await using _ = await smallDisk(join(folder.path, 'out'), '12k')
    expect(await etlCompare(['run', '--out', 'out'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'diskFull', data: { path: expect.stringContaining('out/') } },
    })
  })
})
