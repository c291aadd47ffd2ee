import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord, Trial } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { type Ended, etlCompare, scratch, startImpatient } from './etl-compare.ts'
import { asPlainUser, cannotBecome, give } from './plain-user.ts'
import { isRunning } from './processes.ts'

const GOOD = 'printf "id,amount\\n1,2.50\\n2,7.25\\n" > "$ETL_OUTPUT/orders.csv"'

/** A job of shell commands: the tool is the real one, only the engines are small. */
const config = (engines: Record<string, string>, more = '') => `version: 1
jobs:
  orders:
    input: input.csv
    baseline: base
    engines:
${Object.entries(engines)
  .map(([name, command]) => `      ${name}: { run: [sh, -c, ${JSON.stringify(command)}] }`)
  .join('\n')}
    tables: { orders: { key: [id] } }
${more}`

const folderWith = (engines: Record<string, string>, more = '') =>
  scratch({ 'etl-compare.yml': config(engines, more), 'input.csv': 'id\n1\n2\n' })

async function record(folder: string, results = 'own'): Promise<RunRecord> {
  return runRecordSchema.parse(
    JSON.parse(await readFile(join(folder, `results/orders/${results}/run.json`), 'utf8')),
  )
}

function trialOf({ trials }: RunRecord, engine: string): Trial {
  const trial = trials.find((each) => each.engine === engine)
  if (!trial) throw new Error(`${engine} has no trial`)
  return trial
}

describe('a run', () => {
  it('compares engines in ABBA order, proves their outputs equal, and writes one valid record', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { code, stdout, stderr } = await etlCompare(['run', '--partition', '2026-11-20'], folder.path)
    expect(stderr).toContain('Plan: 1 comparison, 4 trials')
    expect(stdout).toContain('✓ Parity: exact. All 4 outputs have the same rows: orders 2.')
    expect(stdout).toMatch(/^other delivered the same data as base[ ;].*\.$/m)
    expect(stdout).toMatch(
      /^Spread of total time, slowest trial over fastest: base [\d.]+ %, other [\d.]+ %\.$/m,
    )
    expect(stdout).toMatch(
      /\n\nOne comparison proves little\. Keep its record: etl-compare ledger add results --ledger ledger\. .*\n$/,
    )
    expect(code).toBe(0)
    const { trials, parity, partition, input } = await record(folder.path)
    const order = trials.map(({ engine }) => engine)
    expect(order).toEqual(order.toReversed())
    expect(trials.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(parity).toMatchObject({ outcome: 'exact', passes: true })
    expect(partition).toBe('2026-11-20')
    expect(input).toMatchObject({ source: 'path', bytes: 7, files: 1 })
  })

  it('takes a JSON column without a value for one that is left out, where that is accepted', async () => {
    const json = (row: string) => `printf '%s\\n' '${row}' > "$ETL_OUTPUT/orders.json"`
    const engines = { base: json('{"id":1}'), other: json('{"id":1,"w":null}') }
    await using folder = await scratch({
      'etl-compare.yml': config(engines).replace('[id] }', '[id], accept: { w: [null-type] } }'),
      'input.csv': 'id\n1\n',
    })
    const { code } = await etlCompare(['run'], folder.path)
    const { parity } = await record(folder.path)
    expect(parity).toMatchObject({ outcome: 'coerced', passes: true })
    expect(code).toBe(0)
  })

  it('says which declarations nothing answers to', async () => {
    await using folder = await scratch({
      'etl-compare.yml': config({ base: GOOD, other: GOOD }).replace('[id] }', '[id], ignore: [amonut] }'),
      'input.csv': 'id\n1\n',
    })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain('    orders: ignore: names amonut, a column that neither side has')
    expect(code).toBe(0)
  })

  it('gives engines the job contract, by environment and by template', async () => {
    const contract = 'echo "$ETL_JOB $ETL_SIZE $ETL_PARTITION $(basename "$ETL_INPUT") {partition} {job}"'
    await using folder = await folderWith({ base: `${contract}; ${GOOD}`, other: GOOD })
    await etlCompare(['run', '--partition', 'k1'], folder.path)
    const log = await readFile(join(folder.path, 'results/orders/own/base/1/log.txt'), 'utf8')
    expect(log).toBe('orders own k1 input.csv k1 orders\n')
  })

  it('removes outputs that parity no longer needs, and keeps them where asked', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    await etlCompare(['run'], folder.path)
    const trial = join(folder.path, 'results/orders/own/other/2')
    expect(await readdir(trial)).toEqual(['log.txt', 'samples.arrow', 'stages.jsonl'])
    await etlCompare(['run', '--keep-outputs'], folder.path)
    expect(await readFile(join(trial, 'output/orders.csv'), 'utf8')).toBe('id,amount\n1,2.50\n2,7.25\n')
  })

  it('prints the record, and only that, on stdout where JSON is asked for', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { stdout } = await etlCompare(['run', '--json'], folder.path)
    expect(JSON.parse(stdout).records).toEqual([await record(folder.path)])
  })

  it('takes the stages and the readiness that an engine reports', async () => {
    const staged = `echo '{"stage":"ready"}' >> "$ETL_STAGES"; echo '{"stage":"load","seconds":0.5}' >> "$ETL_STAGES"; ${GOOD}`
    await using folder = await folderWith({ base: staged, other: GOOD })
    await etlCompare(['run'], folder.path)
    const { trials } = await record(folder.path)
    const base = trials.find(({ engine }) => engine === 'base')
    expect(base?.steps[0]?.stages).toEqual([{ name: 'load', seconds: 0.5 }])
    expect(base?.measures.initMs).toBeGreaterThan(0)
    expect(trials.find(({ engine }) => engine === 'other')?.measures.initMs).toMatchObject({ value: null })
  })

  it('counts the start-up that one step reports where another is silent', async () => {
    const ready = `sleep 0.3; echo '{"stage":"ready"}' >> "$ETL_STAGES"`
    const steps = [ready, GOOD].map(
      (code, index) => `{ name: s${index}, run: [sh, -c, ${JSON.stringify(code)}] }`,
    )
    const yaml = config({ base: GOOD, other: GOOD }).replace(/other: .*/, `other: { steps: [${steps}] }`)
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n2\n' })
    expect((await etlCompare(['run'], folder.path)).code).toBe(0)
    const { steps: done, measures } = trialOf(await record(folder.path), 'other')
    const [first, second] = done.map(({ parts: [part] }) => part?.measures ?? {})
    const [initMs, ...work] = [first?.initMs, first?.workMs, second?.workMs].map(Number)
    expect(measures.totalMs).toBeCloseTo((initMs ?? 0) + (work[0] ?? 0) + (work[1] ?? 0))
    expect(measures.workMs).toBe(measures.totalMs)
    expect(measures.initMs).toMatchObject({ value: null, reason: expect.stringContaining('not every step') })
  })

  it('makes one record for each of several limits', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD }, 'limits: [{ cpus: 1 }, { cpus: 2 }]')
    await etlCompare(['run'], folder.path)
    expect(await readdir(join(folder.path, 'results/orders'))).toEqual(['own@1cpu', 'own@2cpu'])
  })

  it('runs setup before and teardown after each trial, unclocked', async () => {
    const yaml = config({ base: 'cp state "$ETL_OUTPUT/orders.csv"', other: GOOD }).replace(
      'base: { ',
      `base: { setup: [sh, -c, 'printf "id,amount\\n1,2.50\\n2,7.25\\n" > state'], teardown: [rm, state], `,
    )
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    expect((await etlCompare(['run'], folder.path)).code).toBe(0)
    expect(existsSync(join(folder.path, 'state'))).toBe(false)
  })
})

describe('outputs that differ', () => {
  it('are told first, with counts and columns, name no winner, and exit with 1', async () => {
    const wrong = GOOD.replace('7.25', '7.24')
    await using folder = await folderWith({ base: GOOD, other: wrong, third: GOOD })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(code).toBe(1)
    const lines = stdout.split('\n')
    expect(lines[2]).toBe('✕ Parity: DIFFERENT. The outputs are not the same data, so no winner is named.')
    expect(lines[3]).toContain('other · orders: 1 row changed in amount')
    const cpu = lines.find((line) => line.startsWith('CPU-seconds'))
    expect(cpu).not.toMatch(/(base|other|third|≈)$/)
    const { parity } = await record(folder.path)
    expect(parity.findings.map(({ engine, outcome }) => [engine, outcome])).toEqual([
      ['other', 'different'],
      ['third', 'exact'],
    ])
    expect(existsSync(join(folder.path, 'results/orders/own/differences.parquet'))).toBe(true)
  })

  it('show rows of each side on the machine they stay on, and none in a log of CI', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD.replace('7.25', '7.24') })
    const here = await etlCompare(['run'], folder.path, { CI: '' })
    expect(here.stderr).toMatch(/id 2\n +amount {2}base {3}7\.2«5»\n +other {2}7\.2«4»/)
    const there = await etlCompare(['run'], folder.path, { CI: 'true' })
    expect(there.stderr + there.stdout).not.toContain('7.24')
  })

  it('exit with 0 where the caller does not want to fail on parity', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD.replace('1,', '9,') })
    expect((await etlCompare(['run', '--fail-on', 'engine'], folder.path)).code).toBe(0)
  })

  it('between two runs of the baseline itself are its own, not the candidate’s', async () => {
    const random = 'printf "id,amount\\n1,%s\\n" "$(date +%N)" > "$ETL_OUTPUT/orders.csv"'
    await using folder = await folderWith({ base: random, other: GOOD })
    const { stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toMatch(/base · orders: 1 row changed in amount, between two runs of base itself/)
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
    expect(stdout).toMatch(
      /^Not compared: audit, rejects \(not declared; only other wrote rejects\)\. Add them to tables:, or set undeclared: ignore\.$/m,
    )
    expect(code).toBe(0)
    const { trials, parity } = await record(folder.path)
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
    expect((await record(folder.path)).trials[0]?.undeclared).toEqual(['audit'])
  })
})

/** What each does, and how it is told; all of them in one run. */
const BROKEN = [
  ['exits non-zero', 'echo "no such bucket" >&2; exit 7', 'exited with 7'],
  ['writes nothing', 'true', "exited with 0, but table 'orders' was not written"],
  ['writes an empty folder', 'mkdir "$ETL_OUTPUT/orders"', "exited with 0, but table 'orders' has no files"],
  [
    'writes a broken Parquet file',
    'echo PAR1 > "$ETL_OUTPUT/orders.parquet"',
    "exited with 0, but table 'orders' cannot be read",
  ],
  [
    'lacks its key',
    'printf "x\\n1\\n" > "$ETL_OUTPUT/orders.csv"',
    "exited with 0, but table 'orders' has no column 'id', which its key: names (it has x)",
  ],
  [
    'links to another engine’s output',
    'ln -s ../../../base/1/output/orders.csv "$ETL_OUTPUT/orders.csv"',
    "exited with 0, but table 'orders' is a link, which could point outside its output",
  ],
  [
    'makes its output a link',
    'rmdir "$ETL_OUTPUT"; ln -s ../../base/1/output "$ETL_OUTPUT"',
    "exited with 0, but table 'orders' is a link, which could point outside its output",
  ],
  ['is no program', 'exec /no/such/program', 'exited with 127'],
] as const

describe('an engine that fails', () => {
  let ended: Ended
  let trials: Trial[]
  beforeAll(async () => {
    const broken = BROKEN.map(([, command], index) => [`broken${index}`, command])
    await using folder = await folderWith({ base: GOOD, ...Object.fromEntries(broken), other: GOOD })
    ended = await etlCompare(['run'], folder.path)
    trials = (await record(folder.path)).trials
  })

  it.each(BROKEN.map(([what, , message], index) => [what, `broken${index}`, message]))(
    'is told in one line, and the others are kept: it %s',
    (_, engine, message) => {
      expect(ended.code).toBe(1)
      expect(ended.stdout).toContain(`✕ ${engine}: failed: ${message}`)
      expect(ended.stdout).toContain('✓ Parity: exact. All 4 outputs')
      expect(trials.filter((trial) => trial.engine === engine)).toMatchObject([{ outcome: 'failed' }])
      expect(trials.filter(({ outcome }) => outcome === 'ok')).toHaveLength(4)
    },
  )

  it('shows the end of its log, without what could move the cursor', async () => {
    await using folder = await folderWith({ base: GOOD, other: 'printf "\\033[2Jno such bucket\\n"; exit 1' })
    const { stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toContain('│ no such bucket')
    expect(stderr).not.toContain('\u001b[2J')
  })

  it('names its log where it is then: while the run goes on, and once it has ended', async () => {
    await using folder = await folderWith({ base: GOOD, bad: 'echo oh; exit 3' })
    const wereThere: boolean[] = []
    const stderr = new Writable({
      write: (chunk, _, done) => {
        for (const [, path = ''] of String(chunk).matchAll(/└ (.*)/g)) wereThere.push(existsSync(path))
        done()
      },
    })
    const { stdout } = await etlCompare(['run'], folder.path, {}, { stderr })
    expect(wereThere).toEqual([true])
    const [, log = ''] = /^Log of bad 1: (.*)$/m.exec(stdout) ?? []
    expect(await readFile(log, 'utf8')).toBe('oh\n')
  })

  it('by taking longer than its timeout is stopped', async () => {
    const yaml = config({ base: GOOD, slow: 'sleep 60' }).replace('    tables', '    timeout: 1s\n    tables')
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    expect((await etlCompare(['run'], folder.path)).stdout).toContain('slow: timeout: took longer than 1 s')
  })

  it('leaves parity unavailable, not failed, where it is the baseline', async () => {
    await using folder = await folderWith({ base: 'exit 1', other: GOOD })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(code).toBe(1)
    expect(stdout).toContain('✕ Parity: unavailable: the baseline base delivered no output')
    expect((await record(folder.path)).parity.outcome).toBe('unavailable')
  })

  it('for want of disk is told so, and the others are kept', async () => {
    const full = 'head -c 100 /dev/zero > /dev/full'
    await using folder = await folderWith({ base: GOOD, full, other: GOOD })
    const { stderr, stdout } = await etlCompare(['run'], folder.path)
    expect(stderr).toContain('No space left on device')
    expect(stdout).toContain('✕ full: failed: exited with 1')
    expect(stdout).toContain('✓ Parity: exact')
  })
})

describe.skipIf(cannotBecome)('an engine that locks what it was given, for a plain user', () => {
  const LOCK = 'mkdir -p "$ETL_OUTPUT/d/e"; chmod 000 "$ETL_OUTPUT/d"'
  it.each([
    ['a folder beside its table', `${GOOD}; ${LOCK}`, 0, 'All 4 outputs'],
    ['its output', `${GOOD}; chmod 000 "$ETL_OUTPUT"`, 1, "table 'orders' cannot be read: EACCES"],
    [
      'its table',
      'mkdir "$ETL_OUTPUT/orders"; echo id > "$ETL_OUTPUT/orders/0.csv"; chmod 600 "$ETL_OUTPUT/orders"',
      1,
      'is locked',
    ],
    ['its trial', `${GOOD}; chmod 000 "$ETL_OUTPUT/.."`, 0, 'All 4 outputs'],
  ])('ends alone: %s', async (_, command, expected, message) => {
    await using folder = await folderWith({ base: GOOD, locks: command })
    await give(folder.path)
    const { code, stdout } = await asPlainUser(['run'], folder.path, false)
    expect(stdout).toContain(message)
    expect(code).toBe(expected)
    expect(existsSync(join(folder.path, 'results/orders/own/locks/1/output'))).toBe(false)
  })

  it('is given its stages anew in the next step', async () => {
    const yaml = config({ base: GOOD, other: GOOD }).replace(
      /base: .*/,
      `base: { steps: [{ name: a, run: [sh, -c, 'chmod 000 "$ETL_STAGES"'] }, { name: b, run: [sh, -c, ${JSON.stringify(GOOD)}] }] }`,
    )
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    await give(folder.path)
    expect(await asPlainUser(['run'], folder.path, false)).toMatchObject({ code: 0 })
  })
})

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
      expect(await ended).toMatchObject({
        code: 130,
        stderr: expect.stringContaining('Kept in folder ledger'),
      })
      expect(await isRunning(`sleep ${marker}`)).toBe(false)
      const { trials, parity } = await record(folder.path, 'own.unfinished')
      expect(trials.at(-1)).toMatchObject({
        engine: 'other',
        outcome: 'cancelled',
        reason: expect.stringMatching(new RegExp(`^stopped by ${signal} after .* s$`)),
        measures: { totalMs: expect.any(Number) },
      })
      expect(parity).toMatchObject({ outcome: 'unavailable', reason: 'the run was interrupted' })
    },
  )
})

describe('a run that meets something odd', () => {
  it('has an engine that somebody else ended as cancelled, with its time', async () => {
    await using folder = await folderWith({ base: GOOD, other: 'kill -TERM $$' })
    await etlCompare(['run'], folder.path)
    expect((await record(folder.path)).trials.find(({ engine }) => engine === 'other')).toMatchObject({
      outcome: 'cancelled',
      reason: expect.stringMatching(/^stopped by SIGTERM after .* s \(was killed by signal 15\)$/),
      measures: { totalMs: expect.any(Number) },
    })
  })

  it.each([
    [
      'program',
      'other: { run: [pyhton3, job.py] }',
      "program 'pyhton3' was not found. Install it, or fix the command of jobs.orders.engines.other",
    ],
    ['script', 'other: { run: [python3, jbo.py] }', 'jbo.py was not found'],
  ])(
    'does not start where an engine’s %s is missing: nobody waits for the others in vain',
    async (_, other, words) => {
      const yaml = config({ base: GOOD, other: GOOD }).replace(/other: .*/, other)
      await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
      const { code, stderr } = await etlCompare(['run'], folder.path)
      expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
      expect(existsSync(join(folder.path, 'results/orders'))).toBe(false)
    },
  )

  it('runs a program that its setup brings', async () => {
    const brings = 'other: { setup: [cp, /bin/true, tool], run: [./tool] }'
    const yaml = config({ base: GOOD, other: GOOD }).replace(/other: .*/, brings)
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    const { stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).not.toContain('could not be started')
    expect(stdout).toContain("table 'orders' was not written")
  })

  it('does not wait for a FIFO that an engine puts in the place of its log and its stages', async () => {
    const fifo = (path: string) => `rm -f ${path}; mkfifo ${path}`
    const command = `${GOOD}; ${fifo('"$ETL_STAGES"')}; ${fifo('"$ETL_OUTPUT/../log.txt"')}`
    await using folder = await folderWith({ base: GOOD, other: command })
    const teardown = (await readFile(join(folder.path, 'etl-compare.yml'), 'utf8')).replace(
      '"] }\n    tables',
      '"], teardown: [echo, done] }\n    tables',
    )
    await writeFile(join(folder.path, 'etl-compare.yml'), teardown)
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain('✓ Parity: exact')
    expect(code).toBe(0)
  })

  it('interrupted while an output is read ends with what was measured', async () => {
    const many = 'for i in $(seq 4000); do echo "id,amount\n$i,1" > "$ETL_OUTPUT/orders/$i.csv"; done'
    await using folder = await folderWith({ base: GOOD, other: `mkdir "$ETL_OUTPUT/orders"; ${many}` })
    const { child, ended } = startImpatient(['run'], folder.path)
    const last = join(folder.path, 'results/orders/own.unfinished/other/1/output/orders/4000.csv')
    while (!existsSync(last)) await setTimeout(20)
    await setTimeout(300)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    const { trials } = await record(folder.path, 'own.unfinished')
    expect(trials.at(-1)).toMatchObject({ engine: 'other', outcome: 'ok', tables: {} })
  })

  it('interrupted before its first trial began exits with 130, without a stack', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { child, ended } = startImpatient(['run'], folder.path)
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes('[1/4]')) child.kill('SIGINT')
    })
    const { code, stderr } = await ended
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(code).toBe(130)
  })

  it('keeps a trial out of the comparison that left work running', async () => {
    await using folder = await folderWith({ base: GOOD, other: `${GOOD}; sleep 600 &` })
    const { stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain(
      '✕ other: failed: exited with 0, but left 1 process running, which had to be stopped',
    )
  })

  it('counts the time until the last process has ended', async () => {
    await using folder = await folderWith({ base: `(sleep 0.5; ${GOOD}) & exit 0`, other: GOOD })
    await etlCompare(['run'], folder.path)
    const { trials, parity } = await record(folder.path)
    expect(trials.find(({ engine }) => engine === 'base')?.measures.totalMs).toBeGreaterThan(500)
    expect(parity.passes).toBe(true)
  })

  it('compares nothing where the input changed under it', async () => {
    await using folder = await folderWith({ base: `echo 3 >> "$ETL_INPUT"; ${GOOD}`, other: GOOD })
    const { code, stdout } = await etlCompare(['run', '--partition', '2026-11-20'], folder.path)
    expect(stdout).toContain('✕ Parity: unavailable: the input changed during the run')
    expect(code).toBe(1)
  })

  it('refuses results below the input', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { code, stderr } = await etlCompare(['run', '--input', '.', '--out', 'results'], folder.path)
    expect(stderr).toMatch(/is inside the input of job 'orders'.*Choose another --out\./)
    expect(code).toBe(2)
  })

  it('refuses results that another run is writing', async () => {
    await using folder = await folderWith({ base: `sleep 5; ${GOOD}`, other: GOOD })
    const { child, ended } = startImpatient(['run'], folder.path)
    while (!existsSync(join(folder.path, 'results/.etl-compare.lock'))) await setTimeout(50)
    const { code, stderr } = await etlCompare(['run'], folder.path)
    expect(stderr).toMatch(/results is in use by another run \(process \d+ on /)
    expect(code).toBe(2)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    expect(existsSync(join(folder.path, 'results/.etl-compare.lock'))).toBe(false)
  })

  it('refuses a size that is a path', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { code, stderr } = await etlCompare(['run', '--size', '../../elsewhere'], folder.path)
    expect(stderr).toContain("'../../elsewhere' is not a size")
    expect(code).toBe(2)
  })

  it('goes on where its reader goes away', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { child, ended } = startImpatient(['run'], folder.path)
    child.stdout?.destroy()
    child.stderr?.destroy()
    expect((await ended).code).toBe(0)
    expect((await record(folder.path)).trials).toHaveLength(4)
  })

  it('bears an engine that removes its stages file, and one that fills it with nonsense', async () => {
    const removes = `rm "$ETL_STAGES"; ${GOOD}`
    const nests = `head -c 100000 /dev/zero | tr '\\0' '[' >> "$ETL_STAGES"; ${GOOD}`
    await using folder = await folderWith({ base: removes, other: nests })
    expect((await etlCompare(['run'], folder.path)).code).toBe(0)
  })

  it('compares counts alone where all columns are ignored', async () => {
    const yaml = config({ base: GOOD, other: GOOD.replace('2,7.25\\n', '') }).replace(
      'key: [id]',
      'ignore: [id, amount]',
    )
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain('other · orders: 1 row only in base')
    expect(code).toBe(1)
  })

  it('shows names from outputs without what could steer a terminal', async () => {
    const named = (amount: string) =>
      `printf 'id,am\\033[31mount\\n1,${amount}\\n' > "$ETL_OUTPUT/orders.csv"`
    await using folder = await folderWith({ base: named('1'), other: named('2') })
    const { stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain('1 row changed in amount')
    expect(stdout).not.toContain('\u001b')
  })
})
