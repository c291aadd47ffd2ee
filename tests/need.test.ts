import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { EngineNeed } from '../src/need/need.ts'
import { confines } from '../src/runners/process/confines.ts'
import { etlCompare, scratch, startImpatient } from './etl-compare.ts'
import { holding, MIB, needOf, writing } from './need-job.ts'
import { asPlainUser, cannotBecome, give } from './plain-user.ts'

const limited = await confines()
const unlimited = limited === true ? undefined : limited.reason

/** A folder with a job of Python programs, the first of which is the baseline. */
const folderWith = (engines: Record<string, string>, more = 'limits: { cpus: 1, memory: 512MiB }') =>
  scratch({
    'input.csv': 'id\n1\n',
    ...Object.fromEntries(Object.entries(engines).map(([name, code]) => [`${name}.py`, code])),
    'etl-compare.yml': `version: 1
${more}
jobs:
  orders:
    input: input.csv
    baseline: ${Object.keys(engines)[0]}
    engines:
${Object.keys(engines)
  .map((name) => `      ${name}: { run: [python3, ${name}.py, "{input}", "{output}"] }`)
  .join('\n')}
    tables: { orders: { key: [id] } }
`,
  })

const SMALL = writing('')

/** For tests of anything but the answer: fewer runs. */
const ROUGH = ['--tolerance', '50%']

async function found(folder: string, ...options: string[]) {
  const { code, stdout, stderr } = await etlCompare(['need', 'orders', '--json', ...options], folder)
  const [need] = JSON.parse(stdout).needs
  const of = (
    engine: string,
  ): EngineNeed & { mostFailed: Record<string, unknown>; workedBelowFailure: number[] } =>
    need.engines.find((each: EngineNeed) => each.engine === engine)
  return { code, stderr, need, of }
}

describe.skipIf(unlimited)(`etl-compare need${unlimited ? ` (left out: ${unlimited})` : ''}`, () => {
  it('finds the least memory of programs whose need is known, in no more runs than it says', async () => {
    await using folder = await folderWith({ base: SMALL, heavy: holding(200) })
    const { code, stderr, need, of } = await found(folder.path)
    expect(code).toBe(0)
    expect(need.parity.outcome).toBe('exact')
    expect(of('heavy').leastBytes).toBeGreaterThanOrEqual(200 * MIB)
    expect(of('heavy').leastBytes).toBeLessThanOrEqual((200 + 20 + 64) * MIB)
    expect(of('heavy').mostFailed).toMatchObject({ kind: 'memory' })
    expect(of('base').leastBytes).toBeLessThanOrEqual(80 * MIB)
    expect(of('heavy').workedBelowFailure).toEqual([])
    const [, most = '', each = ''] = /at most (\d+) runs, (\d+) an engine/.exec(stderr) ?? []
    expect(need.attempts.length).toBeLessThanOrEqual(Number(most))
    expect(of('heavy').attempts).toBeLessThanOrEqual(Number(each))
    expect(existsSync(join(folder.path, 'results/need/orders/own/full/heavy/1/output'))).toBe(false)
  })

  it('comes nearer if asked to, and says so in a table', async () => {
    await using folder = await folderWith({ base: SMALL, heavy: holding(100) })
    const options = ['need', 'orders', '--engines', 'heavy', '--tolerance', '8MiB']
    const { code, stdout } = await etlCompare(options, folder.path)
    expect(code).toBe(0)
    expect(stdout).toMatch(/✓ Parity with 512 MiB: exact/)
    const [, least, failed] = /^heavy +(\d+) MiB +(\d+) MiB: out of memory/m.exec(stdout) ?? []
    expect(Number(least) - Number(failed)).toBeLessThanOrEqual(8)
    expect(Number(least)).toBeGreaterThanOrEqual(100)
    expect(stdout).not.toMatch(/^base /m)
  })

  it('says how engines ran where one ran on a cluster', async () => {
    const report = `open(os.environ['ETL_STAGES'], 'a').write('{"settings": {"spark.master": "yarn"}}')`
    await using folder = await folderWith({ base: SMALL, spark: writing(report) })
    const { stdout } = await etlCompare(['need', 'orders', '--engines', 'spark', ...ROUGH], folder.path)
    expect(stdout).toMatch(/^spark, cluster +\d+ MiB /m)
    const [attempt] = (await needOf(folder.path)).attempts.filter(({ engine }) => engine === 'spark')
    expect(attempt?.deployment).toMatchObject({ kind: 'spark', place: { mode: 'cluster' } })
  })

  it('counts other data than with all memory as a failure, and a missing table too', async () => {
    const other = writing('', `2.5 if limit >= 300 << 20 else 7.25`)
    const none = writing('if limit < 300 << 20: raise SystemExit(0)')
    await using folder = await folderWith({ base: writing('', '2.5'), other, none })
    const { of } = await found(folder.path, ...ROUGH)
    for (const engine of ['other', 'none']) {
      expect(of(engine).leastBytes).toBeGreaterThanOrEqual(300 * MIB)
      expect(of(engine).mostFailed).toMatchObject({ kind: 'output' })
    }
    expect(of('other').mostFailed.reason).toMatch(/orders: .*amount/)
  })

  it('claims nothing below a failure, and names what worked there', async () => {
    // It lives long enough for its memory to be seen, where the search goes first.
    const odd = writing('import time; time.sleep(0.3)\nif 60 << 20 < limit < 300 << 20: raise SystemExit(3)')
    await using folder = await folderWith({ base: SMALL, odd })
    const { of } = await found(folder.path, '--engines', 'odd')
    expect(of('odd').leastBytes).toBeGreaterThanOrEqual(300 * MIB)
    expect(of('odd').mostFailed).toMatchObject({ kind: 'exit', reason: 'exited with 3' })
    expect(of('odd').workedBelowFailure).not.toEqual([])
    expect(await etlCompare(['need', 'orders', '--engines', 'odd'], folder.path)).toMatchObject({
      stdout: expect.stringMatching(/! odd with .*: succeeded, although it failed with/),
    })
  })

  it('compares nothing where the baseline alone is searched, which is no failure', async () => {
    await using folder = await folderWith({ base: SMALL, other: 'raise SystemExit(3)' })
    const { code, need, of } = await found(folder.path, '--engines', 'base', ...ROUGH)
    expect(code).toBe(0)
    expect(need.parity).toMatchObject({ outcome: 'unavailable', reason: 'only one engine ran' })
    expect(of('base').leastBytes).toEqual(expect.any(Number))
  })

  it('has no figure of an engine that fails with all memory, and exits with 1', async () => {
    await using folder = await folderWith({ base: SMALL, broken: 'raise SystemExit(3)' })
    const { code, of } = await found(folder.path, ...ROUGH)
    expect(code).toBe(1)
    expect(of('broken').leastBytes).toEqual({ value: null, reason: expect.stringContaining('exited with 3') })
    expect(of('base').leastBytes).toEqual(expect.any(Number))
  })

  it('exits with 1 if outputs differ with all memory, and searches all the same', async () => {
    await using folder = await folderWith({ base: SMALL, wrong: writing('', '7.25') })
    const { code, need, of } = await found(folder.path, ...ROUGH)
    expect(code).toBe(1)
    expect(need.parity).toMatchObject({ outcome: 'different', passes: false })
    expect(of('wrong').leastBytes).toEqual(expect.any(Number))
  })

  it('loses no run when it is interrupted, and goes on from there', async () => {
    const slow = writing("import time\nopen('runs.txt', 'a').write('x')\ntime.sleep(0.5)")
    await using folder = await folderWith({ base: SMALL, slow })
    const args = ['need', 'orders', '--partition', '2026-11-20', '--engines', 'slow']
    const runs = async () => (await readFile(join(folder.path, 'runs.txt'), 'utf8').catch(() => '')).length
    const { child, ended } = startImpatient(args, folder.path)
    while ((await runs()) < 3) await setTimeout(20)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('--resume') })
    const kept = (await needOf(folder.path)).attempts.filter(({ engine }) => engine === 'slow')
    expect(kept.length).toBeGreaterThanOrEqual(2)
    const before = await runs()
    const again = await etlCompare([...args, '--resume'], folder.path)
    expect(again.code).toBe(0)
    const all = (await needOf(folder.path)).attempts.filter(({ engine }) => engine === 'slow')
    expect(all.slice(0, kept.length)).toEqual(kept)
    expect((await runs()) - before).toBe(all.length - kept.length)
  })

  it('begins anew without --resume, and says what it discards', async () => {
    await using folder = await folderWith({ base: SMALL, other: SMALL })
    const args = ['need', 'orders', '--engines', 'other', ...ROUGH]
    expect((await etlCompare(args, folder.path)).code).toBe(0)
    const { id } = await needOf(folder.path)
    expect(await etlCompare([...args, '--resume'], folder.path)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('There is no unfinished search'),
    })
    expect((await needOf(folder.path)).id).not.toBe(id)
  })
})

describe('etl-compare need', () => {
  it.each(['3', '0%', '60%', '1kB'])('rejects --tolerance %s', async (tolerance) => {
    await using folder = await folderWith({ base: SMALL, other: SMALL })
    const { code, stderr } = await etlCompare(['need', 'orders', '--tolerance', tolerance], folder.path)
    expect(code).toBe(2)
    expect(stderr).toContain('1% to 50%')
  })

  it('rejects an engine that the job does not have', async () => {
    await using folder = await folderWith({ base: SMALL, other: SMALL })
    expect(await etlCompare(['need', 'orders', '--engines', 'ohter'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'engineUnknown' },
    })
  })

  it.skipIf(cannotBecome)('runs nothing where memory cannot be limited, and says how it can', async () => {
    await using folder = await folderWith({ base: SMALL, other: SMALL })
    await give(folder.path)
    const { code, stdout, stderr } = await asPlainUser(['need', 'orders'], folder.path, false)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/cannot be held to a limit of memory here: no cgroup.*systemd-run/s)
    expect(existsSync(join(folder.path, 'results'))).toBe(false)
  })
})
