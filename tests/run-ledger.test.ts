import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { parseRecord } from '../src/ledger/parse.ts'
import { etlCompare, scratch, startImpatient } from './etl-compare.ts'
import { gitRepositories } from './git-repository.ts'

const CONFIG = `version: 1
jobs:
  copy:
    input: input.csv
    baseline: base
    engines:
      base: { run: [cp, "{input}", "{output}/orders.csv"] }
      other: { run: [cp, "{input}", "{output}/orders.csv"] }
    tables: { orders: { key: [id] } }
`
const job = () => scratch({ 'etl-compare.yml': CONFIG, 'input.csv': 'id,amount\n1,2\n' })

describe('run with a ledger', () => {
  it('keeps each record there too, and asks for nothing more', async () => {
    await using folder = await job()
    const args = ['run', '--ledger', 'ledger', '--partition', '2026-11-20']
    const { code, stdout, stderr } = await etlCompare(args, folder.path)
    expect([code, stderr]).toEqual([0, expect.stringContaining('folder ledger')])
    expect(stdout).not.toContain('ledger add')
    const listed = await etlCompare(['ledger', 'list', '--ledger', 'ledger', '--json'], folder.path)
    expect(listed.stdout).toContain('2026-11-20')
    const again = await etlCompare(['ledger', 'add', 'results', '--ledger', 'ledger'], folder.path)
    expect(again.stdout).toMatch(/^already runs\//)
  })

  it('that cannot be written to loses nothing, says how to add it later, and exits with 2', async () => {
    await using folder = await job()
    await writeFile(join(folder.path, 'ledger'), 'a file where the folder should be')
    const { code, stderr } = await etlCompare(['run', '--ledger', 'ledger'], folder.path)
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /not kept in the ledger: .*\nAdd it later: etl-compare ledger add .*results\/copy\/own --ledger ledger/,
      ),
    ])
    expect(existsSync(join(folder.path, 'results/copy/own/run.json'))).toBe(true)
  })

  it('keeps the record of a run that is interrupted, though its ledger is reached by git', async () => {
    await using git = await gitRepositories()
    const hangs = CONFIG.replace(/other: .*/, 'other: { run: [sh, -c, "echo > hangs; sleep 60"] }')
    await writeFile(join(git.clone, 'etl-compare.yml'), hangs)
    await writeFile(join(git.clone, 'input.csv'), 'id\n1\n')
    const { child, ended } = startImpatient(['run', '--ledger', 'git:runs'], git.clone)
    while (!existsSync(join(git.clone, 'hangs'))) await setTimeout(20)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringMatching(/\nKept .*branch runs/) })
    const path = (await git.inBare('ls-tree', '-r', '--name-only', 'runs')).trim()
    const { record } = parseRecord(await git.inBare('show', `runs:${path}`))
    expect(record?.trials.at(-1)).toMatchObject({ engine: 'other', outcome: 'cancelled' })
  })

  it('refuses a place that is none before anything runs', async () => {
    await using folder = await job()
    const { code } = await etlCompare(['run', '--ledger', 'git:'], folder.path)
    expect([code, existsSync(join(folder.path, 'results'))]).toEqual([2, false])
  })
})
