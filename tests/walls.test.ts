import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const GOOD = 'printf "id\\n1\\n" > "$ETL_OUTPUT/orders.csv"'

/** A job of two processes, and what else its configuration says. */
const folderWith = (command: string, more = '') =>
  scratch({
    'etl-compare.yml': `version: 1
${more}
jobs:
  orders:
    input: input.csv
    baseline: base
    engines:
      base: { run: [sh, -c, ${JSON.stringify(GOOD)}] }
      other: { run: [sh, -c, ${JSON.stringify(command)}] }
    tables: { orders: { key: [id] } }
`,
    'input.csv': 'id\n1\n',
  })

const trial = (folder: string, results = 'own') => join(folder, 'results/orders', results, 'other/1')

describe('what an engine prints and reports without end', () => {
  it('is kept at both ends, with what is missing said in the log and in the output', async () => {
    const floods = 'echo first; head -c 200000000 /dev/zero | tr "\\0" "x"; echo; echo last'
    const reports = `head -c 30000000 /dev/zero >> "$ETL_STAGES"`
    await using folder = await folderWith(`${floods}; ${reports}; ${GOOD}`)
    const { code, stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toMatch(
      /orders own · other 1 {2}.*; 13\d MB of its log not kept; 2[89][\d.]* MB of its stages not kept; only the first 64 KiB of ETL_STAGES read: append less\n/,
    )
    expect(code).toBe(0)
    const log = await readFile(join(trial(folder.path), 'log.txt'), 'utf8')
    expect(log.length).toBeLessThan(65 * 2 ** 20)
    expect(log).toMatch(/^first\nx{1000}/)
    expect(log).toMatch(/x\n… 13\d MB of this log was not kept …\nx+\nlast\n$/)
    expect((await stat(join(trial(folder.path), 'stages.jsonl'))).size).toBe(2 ** 20)
  })
})

describe('a limit of disk', () => {
  const limited = 'limits: { disk: 32MiB }'
  const fill = (file: string, megabytes = 60) => `head -c ${megabytes}000000 /dev/zero > ${file}`

  it.each([
    ['what it writes to its output', `${fill('"$ETL_OUTPUT/x"')}; sleep 60`],
    ['its temporary files', `${fill('"$(mktemp)"')}; sleep 60`],
    ['both together', `${fill('"$ETL_OUTPUT/x"', 25)}; ${fill('"$TMPDIR/x"', 25)}; sleep 60`],
    ['what it had at its end', `${GOOD}; ${fill('"$TMPDIR/x"')}`],
  ])('ends a trial that goes beyond it by %s', async (_, command) => {
    await using folder = await folderWith(command, limited)
    const { code, stdout, stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toMatch(
      /✕ \[\d\/4\] orders own · other 1 {2}disk-limit: its output and temporary files took more/,
    )
    expect(stdout).toMatch(
      /✕ other: disk-limit: its output and temporary files took more than its 32 MiB of disk/,
    )
    expect(code).toBe(1)
    const { limits, trials } = await recordOf(folder.path)
    expect(limits).toEqual({ cpus: null, memoryBytes: null, diskBytes: 32 * 2 ** 20 })
    expect(trials.filter(({ engine }) => engine === 'base').map(({ outcome }) => outcome)).toEqual([
      'ok',
      'ok',
    ])
    expect(existsSync(join(trial(folder.path), 'tmp'))).toBe(false)
  })

  it('leaves alone who frees what it no longer needs, and is part of what is compared', async () => {
    const spills = `for i in 1 2 3; do ${fill('"$TMPDIR/x"', 20)}; rm "$TMPDIR/x"; done; ${GOOD}`
    await using folder = await folderWith(spills, limited)
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain('all cores, memory not limited, 32 MiB of disk')
    expect(code).toBe(0)
  })

  it.each(['0GiB', '1MiB'])('of %s is refused', async (disk) => {
    await using folder = await folderWith(GOOD, `limits: { disk: ${disk} }`)
    const { code, stderr } = await etlCompare(['check'], folder.path)
    expect(stderr).toContain('limits.disk must be at least 16MiB')
    expect(code).toBe(2)
  })
})
