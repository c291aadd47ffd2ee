import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { openLedger } from '../src/ledger/open.ts'
import { isMeasured } from '../src/model/measures/measure.ts'
import { etlCompare, scratch, start } from './etl-compare.ts'
import { barePath, onlyRecord, SPARK, sh, trialOf } from './recorded.ts'

describe('etl-compare record', () => {
  it('runs a command as if it ran alone, and keeps what it cost', async () => {
    await using folder = await scratch()
    const work = 'python3 -c "import time; x = bytearray(60_000_000); sum(range(3_000_000)); time.sleep(0.5)"'
    const command = [...SPARK, '--partition', '2026-11-20', ...sh(`echo out; echo err >&2; ${work}`)]
    const ended = await start(command, folder.path).ended
    expect(ended.stdout).toBe('out\n')
    expect(ended.stderr).toMatch(
      /^err\netl-compare: .*orders · spark · partition 2026-11-20: ok, .*; folder ledger .*\n$/,
    )
    expect(ended.code).toBe(0)
    const record = await onlyRecord(folder.path)
    expect(record).toMatchObject({
      event: 'record',
      partition: '2026-11-20',
      size: 'own',
      baseline: 'spark',
      k: 1,
      input: { source: 'partition', bytes: 0 },
      parity: { outcome: 'unavailable' },
    })
    const { measures, role, outcome, tables } = trialOf(record)
    expect({ role, outcome, tables }).toEqual({ role: 'baseline', outcome: 'ok', tables: {} })
    expect(measures.cpuSeconds).toBeGreaterThan(0.05)
    expect(measures.peakAnonBytes).toBeGreaterThan(60_000_000)
  })

  it('says the same of a partition that it has recorded before, failed or not', async () => {
    await using folder = await scratch()
    for (const [script, outcome] of [
      ['exit 3', 'failed'],
      ['true', 'ok'],
      ['true', 'ok'],
    ] as const) {
      const args = [...SPARK, '--partition', '2026-11-20', ...sh(script)]
      expect((await etlCompare(args, folder.path)).stderr).toMatch(
        new RegExp(`orders · spark · partition 2026-11-20: ${outcome}\\b.* s, `),
      )
    }
  })

  it.each([
    ['an exit code', 'exit 7', 7, '7'],
    ['a signal', 'kill -USR1 $$', 138, 'signal 10'],
    [
      'a Java heap that was too small',
      'echo "java.lang.OutOfMemoryError: Java heap space" >&2; exit 1',
      1,
      'Java',
    ],
  ])('keeps %s, and records the failure', async (_, script, code, reason) => {
    await using folder = await scratch()
    const ended = await etlCompare([...SPARK, ...sh(script)], folder.path)
    expect(ended.code).toBe(code)
    expect(trialOf(await onlyRecord(folder.path))).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining(reason),
    })
  })

  it('records a program that cannot be executed as failed, as a shell tells it', async () => {
    await using folder = await scratch({ job: '#!/no/such/interpreter\n' })
    await chmod(join(folder.path, 'job'), 0o755)
    const ended = await etlCompare([...SPARK, '--', join(folder.path, 'job')], folder.path)
    expect(ended.code).toBe(127)
    expect(trialOf(await onlyRecord(folder.path))).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('FileNotFoundError'),
    })
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'passes %s on as it is, exits as the command does: %i, and records it as cancelled',
    async (...row) => {
      const [name, code] = row
      await using folder = await scratch()
      const script = `trap 'echo got INT; exit 130' INT; trap 'echo got TERM; exit 143' TERM; echo up; sleep 60 & wait`
      const { child, ended } = start([...SPARK, '--', 'bash', '-c', script], folder.path)
      child.stdout?.once('data', () => child.kill(name))
      const { stdout, code: exit } = await ended
      expect(stdout).toBe(`up\ngot ${name.slice(3)}\n`)
      expect(exit).toBe(code)
      expect(trialOf(await onlyRecord(folder.path))).toMatchObject({
        outcome: 'cancelled',
        reason: expect.stringMatching(new RegExp(`${name}.*${code}`)),
        measures: { totalMs: expect.any(Number) },
      })
    },
  )

  it('records a command that somebody else ended as cancelled, with its time', async () => {
    await using folder = await scratch()
    expect((await etlCompare([...SPARK, ...sh('kill -TERM $$')], folder.path)).code).toBe(143)
    expect(trialOf(await onlyRecord(folder.path))).toMatchObject({
      outcome: 'cancelled',
      reason: expect.stringMatching(/SIGTERM.*15/),
      measures: { totalMs: expect.any(Number) },
    })
  })

  it('leaves a command that heeds no signal alone, however often one comes', async () => {
    await using folder = await scratch()
    const script = `n=0; trap 'echo no; n=$((n+1))' TERM; echo up; while [ $n -lt 2 ]; do sleep 0.1; done; sleep 1; echo done`
    const { child, ended } = start([...SPARK, '--', 'bash', '-c', script], folder.path)
    let sent = 0
    child.stdout?.on('data', () => sent++ < 2 && child.kill('SIGTERM'))
    const { stdout, code } = await ended
    expect(stdout).toBe('up\nno\nno\ndone\n')
    expect(code).toBe(0)
    expect(trialOf(await onlyRecord(folder.path)).outcome).toBe('ok')
  })

  it('knows that a launcher’s CPU is not the job’s', async () => {
    await using folder = await scratch({ 'spark-submit': '#!/bin/sh\nexit 0\n' })
    await chmod(join(folder.path, 'spark-submit'), 0o755)
    const command = ['--', 'env', 'A=1', './spark-submit', '--deploy-mode', 'cluster', 'job.py']
    expect((await etlCompare([...SPARK, ...command], folder.path)).code).toBe(0)
    const { measures, steps } = trialOf(await onlyRecord(folder.path))
    expect(steps[0]?.parts[0]?.scope).toBe('client-only')
    const reason = expect.stringContaining('spark-submit')
    for (const name of ['cpuSeconds', 'peakAnonBytes', 'avgCpuPercent'])
      expect(measures[name]).toEqual({ value: null, reason })
    expect(isMeasured(measures.totalMs)).toBe(true)
  })

  it('runs unmeasured where there is no Python', async () => {
    await using folder = await scratch()
    const env = { PATH: await barePath(folder.path) }
    const ended = await start([...SPARK, ...sh('echo ran; exit 3')], folder.path, env).ended
    expect(ended.stdout).toBe('ran\n')
    expect(ended.stderr).toContain('python3')
    expect(ended.code).toBe(3)
    const { measures, outcome } = trialOf(await onlyRecord(folder.path))
    expect(outcome).toBe('failed')
    expect(measures.cpuSeconds).toEqual({ value: null, reason: expect.stringContaining('python3') })
    expect(isMeasured(measures.totalMs)).toBe(true)
  })

  it('puts no secret, value, log or path of the run into the record', async () => {
    await using folder = await scratch({ 'in.csv': 'id\nVALUE-SECRET\n' })
    const script = 'echo LOG-SECRET; echo LOG-SECRET >&2; printf "id,n\\nVALUE-SECRET,1\\n" > out.csv'
    const ended = await etlCompare(
      [...SPARK, '--input', 'in.csv', '--output', 'out.csv', ...sh(script), 'ARG-SECRET'],
      folder.path,
      { TOKEN: 'ENV-SECRET' },
    )
    expect(ended.code).toBe(0)
    const record = await onlyRecord(folder.path)
    expect(record.input).toMatchObject({ source: 'path', bytes: 16, files: 1 })
    expect(trialOf(record).tables.orders).toMatchObject({
      rows: 1,
      fingerprint: expect.stringMatching(/^v1:/),
    })
    const text = JSON.stringify(record)
    for (const secret of ['VALUE-', 'LOG-', 'ARG-', 'ENV-', folder.path]) expect(text).not.toContain(secret)
  })

  it('says that a table is not kept whose name parsing would drop', async () => {
    await using folder = await scratch()
    await using db = await openDuckDB()
    await db.run(`ATTACH '${join(folder.path, 'made.duckdb')}' AS made`)
    for (const name of ['a', '__proto__']) await db.run(`CREATE TABLE made."${name}" AS SELECT 1 AS id`)
    await db.run('DETACH made')
    const args = [...SPARK, '--output', 'out.duckdb', ...sh('cp made.duckdb out.duckdb')]
    const { stderr, code } = await etlCompare(args, folder.path)
    expect(stderr).toContain('__proto__')
    expect(code).toBe(0)
    expect(trialOf(await onlyRecord(folder.path)).tables).toEqual({})
  })

  it.each([
    ['that is a file', 'a-file'],
    ['that no folder can be made for', '/proc/nope'],
  ])('saves the record where a ledger %s cannot be written, and keeps the exit code', async (_, place) => {
    await using folder = await scratch({ 'a-file': '' })
    const named = ['record', '--job', 'orders', '--engine', 'spark', '--ledger', place]
    const ended = await etlCompare([...named, ...sh('exit 4')], folder.path)
    expect(ended.code).toBe(4)
    const path = /saved at (\S+); add it later: etl-compare ledger add \1/.exec(ended.stderr)?.[1] ?? ''
    expect(path).toMatch(/^etl-compare-records\/.*\/run\.json$/)
    const added = await etlCompare(['ledger', 'add', path, '--ledger', 'other'], folder.path)
    expect(added.code).toBe(0)
    expect((await openLedger('other', folder.path).read()).records).toHaveLength(1)
  })

  it('writes a file in place of the ledger, and never over another record', async () => {
    await using folder = await scratch()
    const args = [
      'record',
      '--job',
      'orders',
      '--engine',
      'spark',
      '--out',
      '{partition}.json',
      '--partition',
      'k',
    ]
    for (let number = 0; number < 2; number++)
      expect((await etlCompare([...args, ...sh('true')], folder.path)).code).toBe(0)
    const files = (await readdir(folder.path)).toSorted()
    expect(files).toEqual([expect.stringMatching(/^k-2\w+-\w+\.json$/), 'k.json'])
  })
})

describe('the note at its end', () => {
  it('says what is missing for a pair, and nothing where nothing is', async () => {
    await using folder = await scratch({ 'in.csv': 'id\n1\n' })
    const copy = sh('cp in.csv out.csv')
    const note = async (...args: string[]) =>
      (await etlCompare([...SPARK, ...args, ...copy], folder.path)).stderr
    expect(await note('--input', 'in.csv', '--output', 'out.csv')).toMatch(/; folder ledger\n$/)
    expect(await note('--input', 'in.csv')).toMatch(/ledger \([^;]*--output[^;]*\)\n$/)
    expect(await note('--output', 'out.csv')).toMatch(/ledger \([^;]*--input[^;]*\)\n$/)
    const { stdout } = await etlCompare(['ledger', 'list', '--ledger', 'ledger'], folder.path)
    expect(stdout).toMatch(/parity[\s\S]* fingerprinted [\s\S]* no fingerprint [\s\S]* fingerprinted /)
  })

  it('says which placeholders the command has as they are', async () => {
    await using folder = await scratch()
    const command = ['--', 'echo', '{partition}/{size}', '{x}']
    const { stdout, stderr } = await start([...SPARK, ...command], folder.path).ended
    expect(stdout).toBe('{partition}/{size} {x}\n')
    expect(stderr).toMatch(/\netl-compare: .*\{partition\}.*\{size\}/)
    expect(stderr).not.toContain('{x}')
  })
})
