import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { isMeasured } from '../src/model/measures/measure.ts'
import { judge } from '../src/verdict/judge.ts'
import { subjectsOf } from '../src/verdict/subjects.ts'
import { loadConfig } from '../src/workflow/plan/load-config.ts'
import { etlCompare, scratch, start } from './etl-compare.ts'
import {
  barePath,
  CONFIG,
  ORDERS,
  onlyRecord,
  RESULT,
  recordsIn,
  SPARK,
  sh,
  trialOf,
  writeOrders,
} from './recorded.ts'

describe('etl-compare record', () => {
  it('runs a command as if it ran alone, and keeps what it cost', async () => {
    await using folder = await scratch()
    const work = 'python3 -c "x = bytearray(60_000_000); sum(range(3_000_000))"'
    const command = [...SPARK, '--partition', '2026-11-20', ...sh(`echo out; echo err >&2; ${work}`)]
    const ended = await start(command, folder.path).ended
    expect(ended.stdout).toBe('out\n')
    expect(ended.stderr).toMatch(
      /^err\netl-compare: recorded orders · spark · partition 2026-11-20: ok, .* of CPU, .*; folder ledger \(no --output: parity will not be known; no --input: the partition identifies it\)\n$/,
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
    const told: string[] = []
    for (const script of ['exit 3', 'true', 'true'])
      told.push(
        (await etlCompare([...SPARK, '--partition', '2026-11-20', ...sh(script)], folder.path)).stderr,
      )
    expect(told).toEqual([
      expect.stringMatching(
        /^etl-compare: .*recorded orders · spark · partition 2026-11-20: failed \(exited with 3\), /ms,
      ),
      ...[0, 1].map(() =>
        expect.stringMatching(
          /^etl-compare: .*recorded orders · spark · partition 2026-11-20: ok, [\d.]+ s, /ms,
        ),
      ),
    ])
  })

  it.each([
    ['an exit code', 'exit 7', 7, 'exited with 7'],
    ['a signal', 'kill -USR1 $$', 138, 'was killed by signal 10'],
    [
      'a Java heap that was too small',
      'echo "java.lang.OutOfMemoryError: Java heap space" >&2; exit 1',
      1,
      "exited with 1. Java's heap was too small",
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
      reason: 'could not be started: FileNotFoundError: [Errno 2] No such file or directory',
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
        reason: expect.stringMatching(
          new RegExp(`^stopped by ${name} after .* s \\(exited with ${code}\\)$`),
        ),
        measures: { totalMs: expect.any(Number) },
      })
    },
  )

  it('records a command that somebody else ended as cancelled, with its time', async () => {
    await using folder = await scratch()
    expect((await etlCompare([...SPARK, ...sh('kill -TERM $$')], folder.path)).code).toBe(143)
    expect(trialOf(await onlyRecord(folder.path))).toMatchObject({
      outcome: 'cancelled',
      reason: expect.stringMatching(/^stopped by SIGTERM after .* s \(was killed by signal 15\)$/),
      measures: { totalMs: expect.any(Number) },
    })
  })

  it('leaves a command that heeds no signal alone, however often one comes', async () => {
    await using folder = await scratch()
    const script = `trap 'echo no' TERM; echo up; for i in 1 2 3 4 5 6 7 8; do sleep 0.2; done; echo done`
    const { child, ended } = start([...SPARK, '--', 'bash', '-c', script], folder.path)
    child.stdout?.once('data', async () => {
      child.kill('SIGTERM')
      await setTimeout(300)
      child.kill('SIGTERM')
    })
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
    const reason = expect.stringContaining('spark-submit has the work done elsewhere')
    for (const name of ['cpuSeconds', 'peakAnonBytes', 'avgCpuPercent'])
      expect(measures[name]).toEqual({ value: null, reason })
    expect(isMeasured(measures.totalMs)).toBe(true)
  })

  it('runs unmeasured where there is no Python', async () => {
    await using folder = await scratch()
    const env = { PATH: await barePath(folder.path) }
    const ended = await start([...SPARK, ...sh('echo ran; exit 3')], folder.path, env).ended
    expect(ended.stdout).toBe('ran\n')
    expect(ended.stderr).toContain('CPU and memory are not measured: python3 was not found')
    expect(ended.code).toBe(3)
    const { measures, outcome } = trialOf(await onlyRecord(folder.path))
    expect(outcome).toBe('failed')
    expect(measures.cpuSeconds).toEqual({
      value: null,
      reason: 'python3 was not found, and measuring needs 3.9 or newer',
    })
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
    expect(stderr).toContain('the output has no fingerprint: a table named __proto__ cannot be kept')
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
    expect(added.stdout).toContain('1 run record added')
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
    expect(await note('--input', 'in.csv')).toMatch(/ledger \(no --output: parity will not be known\)\n$/)
    expect(await note('--output', 'out.csv')).toMatch(/ledger \(no --input: the partition identifies it\)\n$/)
    const { stdout } = await etlCompare(['ledger', 'list', '--ledger', 'ledger'], folder.path)
    expect(stdout).toMatch(/parity[\s\S]* fingerprinted [\s\S]* no fingerprint [\s\S]* fingerprinted /)
  })

  it('says which placeholders the command has as they are', async () => {
    await using folder = await scratch()
    const command = ['--', 'echo', '{partition}/{size}', '{x}']
    const { stdout, stderr } = await start([...SPARK, ...command], folder.path).ended
    expect(stdout).toBe('{partition}/{size} {x}\n')
    expect(stderr).toMatch(
      /\netl-compare: the command received \{partition\} and \{size\} unchanged: placeholders work only in --input/,
    )
  })
})

describe('two records of one key, made apart,', () => {
  async function judged(candidate: string) {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    await mkdir(join(folder.path, 'made/orders'), { recursive: true })
    await writeOrders(
      join(folder.path, 'made/orders/part-0.parquet'),
      `SELECT i::INT AS id, (i / 2)::DECIMAL(10, 2) AS amount, i / 3.0 AS score, now() AS loaded_at FROM range(100) t(i)`,
    )
    await writeOrders(join(folder.path, 'made/orders.parquet'), candidate)
    const run = (engine: string, output: string, file: string) =>
      etlCompare(
        [...ORDERS, '--engine', engine, '--partition', '2026-11-20', '--output', output].concat(
          sh(`mkdir -p ${output}; cp -r made/${file} ${output}/`),
        ),
        folder.path,
      )
    expect((await run('spark', 'a', 'orders')).code).toBe(0)
    expect((await run('polars', 'b', 'orders.parquet')).code).toBe(0)
    const list = await etlCompare(['ledger', 'list', '--ledger', 'ledger'], folder.path)
    expect(list.stdout).toMatch(/record +spark ok .*\n.*record +polars ok /)
    const records = await recordsIn(folder.path)
    expect(records.map(({ k, trials: [trial] }) => [k, trial?.role])).toEqual([
      [2, 'baseline'],
      [2, 'candidate'],
    ])
    const { config } = await loadConfig(join(folder.path, 'etl-compare.yml'))
    const job = config.jobs.orders
    const [subject] = job ? subjectsOf(job, config.limits, records) : []
    if (!job || !subject) throw new Error('nothing to judge')
    const verdict = judge(records, subject, job, '2999-01-01')
    if (verdict.decision === 'nothing') throw new Error('nothing to judge')
    return verdict.gates.parity
  }

  const columns = (score: string, amount = '(i / 2)::DECIMAL(12, 4)') =>
    `SELECT ${amount} AS amount, ${score} AS score, i::BIGINT AS id, now() AS loaded_at FROM range(99, -1, -1) t(i)`

  it('pass parity where they are the same data in other types and another order', async () => {
    expect(await judged(columns('i / 3.0'))).toMatchObject({ state: 'pass' })
  })

  it('fail it with the column that differs', async () => {
    const gate = await judged(columns('i / 3.0', 'i::DECIMAL(10, 2)'))
    expect(gate).toMatchObject({
      state: 'fail',
      differences: [{ tables: [{ kind: 'columns', table: 'orders', values: ['amount'] }] }],
    })
  })

  it('are left open where only a column with a tolerance differs', async () => {
    expect(await judged(columns('i / 3.0 + 1e-12'))).toMatchObject({ state: 'not yet' })
  })
})

describe('with a configuration', () => {
  it('an engine that leaves out a declared table has failed, though its exit code stays', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    const ended = await etlCompare([...SPARK, '--output', 'out', ...sh('mkdir out')], folder.path)
    expect(ended.code).toBe(0)
    expect(ended.stderr).toContain("table 'orders' was not written")
    expect(trialOf(await onlyRecord(folder.path))).toMatchObject({
      outcome: 'failed',
      reason: "exited with 0, but table 'orders' could not be read",
    })
  })

  it('tables that it does not declare are named, unless it says that this is known', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    const write = sh('mkdir -p out/audit; echo id > out/orders.csv; echo id > out/audit/part-0.csv')
    const text =
      'etl-compare: not compared: audit (not declared). Add them to tables:, or set undeclared: ignore.'
    const told = await etlCompare([...SPARK, '--output', 'out', ...write], folder.path)
    expect(told.stderr).toContain(text)
    expect(trialOf(await onlyRecord(folder.path)).undeclared).toEqual(['audit'])
    await writeFile(
      join(folder.path, 'etl-compare.yml'),
      CONFIG.replace('    tables:', '    undeclared: ignore\n    tables:'),
    )
    const silent = await etlCompare([...SPARK, '--output', 'out', ...write], folder.path)
    expect(silent.stderr).not.toContain('not compared')
    const names = ['--job', 'orders', '--engine', 'polars', '--keep', 'k', '--ledger', 'ledger']
    await writeFile(join(folder.path, 'etl-compare.yml'), CONFIG)
    const compared = await etlCompare(['diff', 'out', 'out', ...names], folder.path)
    expect(compared.stderr).toContain(text)
  })

  it('changed sources are another behaviour, another command line is not', async () => {
    await using folder = await scratch({
      'etl-compare.yml': CONFIG.replace('[sh, spark.sh]', '[sh, spark.sh], sources: [spark.sh]'),
      'spark.sh': 'true',
    })
    const once = async (script: string) => {
      await etlCompare([...SPARK, ...sh(script)], folder.path)
    }
    await once('true')
    await once('true x')
    await writeFile(join(folder.path, 'spark.sh'), 'true # changed')
    await once('true')
    const [a, b, c] = (await recordsIn(folder.path))
      .toSorted((x, y) => (x.when < y.when ? -1 : 1))
      .map((record) => trialOf(record).behaviour)
    expect(b).toBe(a)
    expect(c).not.toBe(a)
  })
})

describe('a mistake is told before anything is started, and exits with 2:', () => {
  it.each<[string, string[], RegExp]>([
    ['no command', [...SPARK], /record needs a command after --/],
    ['no names', ['record', '--', 'touch', 'started'], /record needs --job, --engine/],
    ['no such program', [...SPARK, '--', 'no-such-program'], /Program 'no-such-program' was not found/],
    ['no input', [...SPARK, '--input', 'nope', '--', 'touch', 'started'], /the input .*nope was not found/],
    ['a size', [...SPARK, '--size', 'big', '--', 'touch', 'started'], /'big' is not a size/],
    [
      'an output in a store',
      [...SPARK, '--output', 's3://b/o', '--', 'touch', 'started'],
      /s3:\/\/b\/o is not on this machine/,
    ],
    [
      'lines in a key',
      [...SPARK, '--partition', 'a\n[skip]', '--', 'touch', 'started'],
      /--partition "a\\n\[skip\]": must be text without control/,
    ],
    [
      'what steers a terminal in a job',
      ['record', '--job', '\u001b[2J', '--engine', 's', '--', 'touch', 'started'],
      /^etl-compare: --job "\\u001b\[2J": must be text without control/,
    ],
    [
      'a hidden mark in an engine',
      [...ORDERS, '--engine', 'spark\u202e', '--', 'touch', 'started'],
      /--engine "spark\\u202e": must be/,
    ],
    [
      'white space in a size',
      [...SPARK, '--size', '1GB\n', '--', 'touch', 'started'],
      /--size "1GB\\n": must be/,
    ],
    [
      'lines in a version',
      [...SPARK, '--engine-version', '1\n2', '--', 'touch', 'started'],
      /--engine-version "1\\n2": must be/,
    ],
    [
      'an empty key',
      [...SPARK, '--partition', '', '--', 'touch', 'started'],
      /--partition "": must be non-empty text/,
    ],
    ['no configuration', [...SPARK, '--config', 'x.yml', '--', 'touch', 'started'], /x\.yml was not found/],
    [
      'a ledger',
      ['record', '--job', 'o', '--engine', 's', '--ledger', 'https://x', '--', 'touch', 'started'],
      /--ledger https:\/\/x: must be/,
    ],
    ['an option of the command before --', [...SPARK, 'touch', '--frob'], /unknown option '--frob'/],
  ])('%s', async (_, args, message) => {
    await using folder = await scratch()
    const ended = await etlCompare(args, folder.path)
    expect(ended.stderr).toMatch(message)
    expect(ended.code).toBe(2)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('a job that the configuration does not have', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG, 'r.json': JSON.stringify(RESULT) })
    const names = ['--job', 'ordres', '--engine', 'spark', '--ledger', 'ledger']
    for (const work of [sh('touch started'), ['--from', 'r.json']]) {
      const ended = await etlCompare(['record', ...names, ...work], folder.path)
      expect(ended.stderr).toMatch(/ has no job 'ordres' \(did you mean 'orders'\?\)\. Its jobs: orders\.\n$/)
      expect(ended.code).toBe(2)
    }
    expect((await readdir(folder.path)).toSorted()).toEqual(['etl-compare.yml', 'r.json'])
  })

  it('an engine that the configuration does not have', async () => {
    await using folder = await scratch({ 'etl-compare.yml': CONFIG })
    const ended = await etlCompare([...ORDERS, '--engine', 'sprak', ...sh('touch started')], folder.path)
    expect(ended.stderr).toContain(
      "has no engine 'sprak' (did you mean 'spark'?). Its engines: spark, polars, duckdb.",
    )
    expect(ended.code).toBe(2)
    expect(await readdir(folder.path)).toEqual(['etl-compare.yml'])
  })
})
