import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { config, folderWith, GOOD } from './run-job.ts'

describe('outputs that differ', () => {
  it('are told first, with counts and columns, name no winner, and exit with 1', async () => {
    const wrong = GOOD.replace('7.25', '7.24')
    await using folder = await folderWith({ base: GOOD, other: wrong, third: GOOD })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(code).toBe(1)
    const lines = stdout.split('\n')
    expect(lines[2]).toMatch(/^✕ Parity/)
    expect(lines[3]).toMatch(/other · orders: .*amount/)
    const cpu = lines.find((line) => line.startsWith('CPU-seconds'))
    expect(cpu).not.toMatch(/(base|other|third|≈)$/)
    const { parity } = await recordOf(folder.path)
    expect(parity.findings).toMatchObject([
      { engine: 'other', outcome: 'different', changed: 1, columns: [{ column: 'amount' }] },
      { engine: 'third', outcome: 'exact' },
    ])
    expect(existsSync(join(folder.path, 'results/orders/own/differences.parquet'))).toBe(true)
  })

  it('show rows of each side on the machine they stay on, and none in a log of CI', async () => {
    // No figure of a run is this one by chance.
    await using folder = await folderWith({ base: GOOD, other: GOOD.replace('7.25', '7.2499731') })
    const here = await etlCompare(['run'], folder.path, { CI: '' })
    expect(here.stderr).toMatch(/id 2\n +amount {2}base {3}7\.2«5»\n +other {2}7\.2«499731»/)
    const there = await etlCompare(['run'], folder.path, { CI: 'true' })
    expect(there.stderr + there.stdout).not.toContain('99731')
  })

  it('exit with 0 where the caller does not want to fail on parity', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD.replace('1,', '9,') })
    expect((await etlCompare(['run', '--fail-on', 'engine'], folder.path)).code).toBe(0)
  })

  it('only in the types of equal values end with the lines that accept them', async () => {
    const json = (row: string) => `printf '%s\\n' '${row}' > "$ETL_OUTPUT/orders.json"`
    const engines = { base: json('{"id":1}'), other: json('{"id":1,"w":null}') }
    await using folder = await folderWith(engines)
    const { code, stderr } = await etlCompare(['run'], folder.path, { CI: '' })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /merge this into .*jobs\.orders\.tables:\n +orders:\n +accept: \{ w: \[null-type\] \}\n/,
    )
  })

  it('between two runs of the baseline itself are its own, not the candidate’s', async () => {
    const random = 'printf "id,amount\\n1,%s\\n" "$(date +%N)" > "$ETL_OUTPUT/orders.csv"'
    await using folder = await folderWith({ base: random, other: GOOD })
    await etlCompare(['run'], folder.path)
    const { findings } = (await recordOf(folder.path)).parity
    expect(findings).toContainEqual(
      expect.objectContaining({ engine: 'base', outcome: 'different', changed: 1 }),
    )
  })

  it('in ignored columns are no difference', async () => {
    const stamped = 'printf "id,at\\n1,%s\\n" "$(date +%N)" > "$ETL_OUTPUT/orders.csv"'
    const yaml = config({ base: stamped, other: stamped }).replace('key: [id]', 'key: [id], ignore: [at]')
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    expect((await etlCompare(['run'], folder.path)).code).toBe(0)
  })

  it('within a declared tolerance pass, and outside it fail', async () => {
    const close = GOOD.replace('7.25', '7.2501')
    const tolerant = (rel: string) =>
      config({ base: GOOD, other: close }).replace(
        'key: [id]',
        `key: [id], tolerance: { amount: { rel: ${rel} } }`,
      )
    for (const [rel, code] of [
      ['1e-4', 0],
      ['1e-6', 1],
    ] as const) {
      await using folder = await scratch({ 'etl-compare.yml': tolerant(rel), 'input.csv': 'id\n1\n' })
      expect((await etlCompare(['run'], folder.path)).code).toBe(code)
    }
  })
})

describe('tables that the configuration does not name', () => {
  const AUDITED = `${GOOD}; mkdir "$ETL_OUTPUT/audit"; echo a > "$ETL_OUTPUT/audit/part-0.csv"; touch "$ETL_OUTPUT/_SUCCESS"`
  const REJECTING = `${AUDITED}; echo a > "$ETL_OUTPUT/rejects.csv"`

  it('are named below the table, and in the record of each trial', async () => {
    await using folder = await folderWith({ base: AUDITED, other: REJECTING })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toMatch(/^Not compared: .*audit.*rejects/m)
    expect(code).toBe(0)
    const { trials, parity } = await recordOf(folder.path)
    expect(parity.outcome).toBe('exact')
    const named = trials.map(({ engine, undeclared }) => [engine, undeclared?.join(' ')])
    expect(new Map(named as [string, string][])).toEqual(
      new Map([
        ['base', 'audit'],
        ['other', 'audit rejects'],
      ]),
    )
  })

  it('are left alone where the job says so, and stay in the record', async () => {
    await using folder = await folderWith({ base: AUDITED, other: AUDITED }, '    undeclared: ignore')
    const { stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).not.toContain('ot compared')
    expect((await recordOf(folder.path)).trials[0]?.undeclared).toEqual(['audit'])
  })
})
