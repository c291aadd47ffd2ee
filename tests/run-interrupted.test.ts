import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../src/ledger/open.ts'
import { etlCompare, startImpatient } from './etl-compare.ts'
import { childrenOf, isRunning } from './processes.ts'
import { recordOf } from './record-of.ts'
import { folderWith, GOOD } from './run-job.ts'

describe('an interrupted run', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends every child, keeps what was measured, and exits with 130',
    async (signal) => {
      const marker = `9${Date.now()}`.slice(-7)
      await using folder = await folderWith({ base: GOOD, other: `sleep ${marker} & sleep ${marker}` })
      const { child, ended } = startImpatient(
        ['run', '--partition', '2026-11-21', '--ledger', 'ledger'],
        folder.path,
      )
      while (!(await isRunning(`sleep ${marker}`))) await setTimeout(50)
      child.kill(signal)
      expect((await ended).code).toBe(130)
      expect((await openLedger('ledger', folder.path).read()).records).toHaveLength(1)
      expect(await isRunning(`sleep ${marker}`)).toBe(false)
      const { trials, parity } = await recordOf(folder.path, 'orders/own.unfinished')
      expect(trials.at(-1)).toMatchObject({
        engine: 'other',
        outcome: 'cancelled',
        reason: expect.stringContaining(signal),
        measures: { totalMs: expect.any(Number) },
      })
      expect(parity.outcome).toBe('unavailable')
    },
  )
})

describe('a run whose end comes early', () => {
  it('shows no table where no trial had ended', async () => {
    const marker = `8${Date.now()}`.slice(-7)
    await using folder = await folderWith({ base: `sleep ${marker}`, other: `sleep ${marker}` })
    const { child, ended } = startImpatient(['run'], folder.path)
    while (!(await isRunning(`sleep ${marker}`))) await setTimeout(50)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, stdout: '' })
    expect((await recordOf(folder.path, 'orders/own.unfinished')).trials).toMatchObject([
      { outcome: 'cancelled' },
    ])
  })

  it('has an engine that somebody else ended as cancelled, with its time', async () => {
    await using folder = await folderWith({ base: GOOD, other: 'kill -TERM $$' })
    await etlCompare(['run'], folder.path)
    expect((await recordOf(folder.path)).trials.find(({ engine }) => engine === 'other')).toMatchObject({
      outcome: 'cancelled',
      reason: expect.stringContaining('SIGTERM'),
      measures: { totalMs: expect.any(Number) },
    })
  })

  it('interrupted while an output is read ends with what was measured', async () => {
    const many = 'for i in $(seq 4000); do echo "id,amount\n$i,1" > "$ETL_OUTPUT/orders/$i.csv"; done'
    await using folder = await folderWith({ base: GOOD, other: `mkdir "$ETL_OUTPUT/orders"; ${many}` })
    const { child, ended } = startImpatient(['run'], folder.path)
    const last = join(folder.path, 'results/orders/own.unfinished/other/1/output/orders/4000.csv')
    while (!existsSync(last)) await setTimeout(20)
    // Of its engine: while one runs, its meter does.
    while (childrenOf(child.pid ?? 0).length > 0) await setTimeout(5)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    const { trials } = await recordOf(folder.path, 'orders/own.unfinished')
    expect(trials.at(-1)).toMatchObject({ engine: 'other', outcome: 'ok', tables: {} })
  })

  it('interrupted before its first trial began exits with 130, without a stack', async () => {
    await using folder = await folderWith({ base: 'sleep 600', other: 'sleep 600' })
    const { child, ended } = startImpatient(['run'], folder.path)
    let said = ''
    child.stderr?.on('data', (chunk) => {
      const first = !said.includes('[1/4]')
      said += chunk
      if (first && said.includes('[1/4]')) child.kill('SIGINT')
    })
    const { code, stderr } = await ended
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(code).toBe(130)
  })
})
