import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
    const { code, stdout } = await etlCompare(['run', '--out', 'out'], folder.path)
    expect(stdout).toContain('✕ greedy: failed: exited with 1; no space is left on the disk of')
    expect(stdout).toContain('✓ Parity: exact. All 4 outputs')
    expect(code).toBe(1)
  })

  it('that cannot even hold the record is a mistake of the user, told in one line', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG.replace(/ {6}greedy.*\n/, '') })
    await using _ = await smallDisk(join(folder.path, 'out'), '12k')
    const { code, stderr } = await etlCompare(['run', '--out', 'out'], folder.path)
    expect(stderr).toMatch(
      /etl-compare: No disk space left to write .*out\/.*Free some, or choose another --out\./,
    )
    expect(code).toBe(2)
  })
})
