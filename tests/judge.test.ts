import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Trial } from '../src/model/record/schema.ts'
import { verdictsSchema } from '../src/verdict/verdict.ts'
import { etlCompare, scratch } from './etl-compare.ts'

const simulate = (folder: string, ...args: string[]) =>
  etlCompare(['simulate', ...args, '--out', 'simulated'], folder)
const judge = (folder: string, ...args: string[]) =>
  etlCompare(
    ['judge', '--config', 'simulated/etl-compare.yml', '--ledger', 'simulated/ledger', ...args],
    folder,
  )

describe('judge', () => {
  it('says the sentence first, then gates, days and what to do next', async () => {
    await using folder = await scratch()
    expect((await simulate(folder.path, 'clear-win')).code).toBe(0)
    const { code, stdout } = await judge(folder.path, '--as-of', '2026-11-10')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^simulated · .* 2026-11-10\n\nKeep measuring.*^ {2}… window .*^ {2}✓ speed .*■{10}□{18}.*^Next:\n {2}· /ms,
    )
  })

  it('judges old evidence again: other days, another margin, the same files', async () => {
    await using folder = await scratch()
    await simulate(folder.path, 'clear-win')
    const decided = async (...args: string[]) =>
      JSON.parse((await judge(folder.path, '--json', ...args)).stdout).verdicts[0].decision
    expect(await decided('--as-of', '2026-11-28')).toBe('retire')
    expect(await decided('--as-of', '2026-11-13')).toBe('measuring')
    const file = join(folder.path, 'simulated/etl-compare.yml')
    await writeFile(file, `${await readFile(file, 'utf8')}policy: { margins: { total: 0.2 } }\n`)
    expect(await decided('--as-of', '2026-11-28')).toBe('keep')
  })

  it('prints JSON of one form for every course of events', async () => {
    await using folder = await scratch()
    for (const [name, day] of [
      ['clear-win', '2026-11-02'],
      ['no-difference', '2026-11-28'],
      ['parity-breaks', '2026-11-09'],
      ['second-candidate', '2026-11-05'],
    ] as const) {
      await simulate(folder.path, name)
      const { stdout } = await judge(folder.path, '--json', '--as-of', day)
      const file = verdictsSchema.safeParse(JSON.parse(stdout))
      expect([name, file.error?.issues]).toEqual([name, undefined])
      await rm(join(folder.path, 'simulated'), { recursive: true })
    }
  })

  it('needs no configuration: the ledger knows its jobs, the policy is the default one', async () => {
    await using folder = await scratch()
    await simulate(folder.path, 'clear-win')
    const bare = (...args: string[]) =>
      etlCompare(['judge', ...args, '--ledger', 'simulated/ledger', '--as-of', '2026-11-20'], folder.path)
    const { code, stdout, stderr } = await bare()
    expect([code, stdout]).toEqual([0, expect.stringContaining('\n\nRetire spark: over 20 days polars')])
    expect(stderr).toMatch(/8 of 28 .*2026-11-20/)
    const early = ['judge', '--ledger', 'simulated/ledger', '--as-of', '2025-01-01']
    expect((await etlCompare(early, folder.path)).stdout).toBe(
      'Nothing to judge: folder simulated/ledger has no run up to 2025-01-01.\n',
    )
    expect(await bare('sales')).toMatchObject({ code: 2, stderr: expect.stringContaining('simulated') })
  })

  it('takes no baseline from runs that never count, and asks where those that count disagree', async () => {
    await using folder = await scratch()
    await simulate(folder.path, 'clear-win', '--days', '20')
    const file = join(folder.path, 'simulated/ledger/runs/2026/11/20')
    const [name = ''] = await readdir(file)
    const judged = async (change: object) => {
      const record = { ...JSON.parse(await readFile(join(file, name), 'utf8')), ...change }
      const trials = record.trials.map((trial: Trial) => ({
        ...trial,
        role: trial.engine === record.baseline ? 'baseline' : 'candidate',
      }))
      await writeFile(join(file, name), JSON.stringify({ ...record, trials }))
      return etlCompare(['judge', '--ledger', 'simulated/ledger', '--as-of', '2026-11-20'], folder.path)
    }
    const proposed = await judged({ baseline: 'polars', event: 'pull_request' })
    expect(proposed.stdout).toContain('Retire spark: over 19 days')
    const disputed = await judged({ event: 'schedule' })
    expect([disputed.code, disputed.stderr]).toEqual([
      2,
      expect.stringMatching(/different baselines: .*polars/),
    ])
  })

  it('doubts a policy that cannot be met', async () => {
    await using folder = await scratch()
    await simulate(folder.path, 'clear-win', '--days', '2')
    const file = join(folder.path, 'simulated/etl-compare.yml')
    await writeFile(file, `${await readFile(file, 'utf8')}policy: { window: { days: 30 } }\n`)
    expect((await judge(folder.path)).stderr).toContain(
      'simulated: policy: window: days (30) is more than most (28)',
    )
  })

  it('names what it leaves out, and judges the rest', async () => {
    await using folder = await scratch()
    await simulate(folder.path, 'clear-win')
    await writeFile(join(folder.path, 'simulated/ledger/runs/2026/11/01/broken.json'), '{')
    const { code, stderr } = await judge(folder.path, '--as-of', '2026-11-28')
    expect(stderr).toMatch(/Left out: runs\/2026\/11\/01\/broken\.json/)
    expect(code).toBe(0)
  })

  it.each([
    [['--as-of', '2026-13-01'], /--as-of 2026-13-01: must be a UTC day such as 2026-11-20/],
    [['--as-of', '2026-02-30'], /--as-of 2026-02-30: must be a UTC day such as 2026-11-20/],
    [['nojob'], /has no job 'nojob'. Its jobs: simulated/],
  ])('refuses %j', async (args, message) => {
    await using folder = await scratch()
    await simulate(folder.path, 'clear-win', '--days', '2')
    const { code, stderr } = await judge(folder.path, ...args)
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})

describe('simulate', () => {
  it('writes what is asked for, the same for the same seed', async () => {
    await using folder = await scratch()
    const texts = []
    for (const out of ['a', 'b', 'c']) {
      const seed = out === 'c' ? 'other' : 'same'
      await etlCompare(
        ['simulate', 'flaky', '--out', out, '--seed', seed, '--days', '3', '--missing', '2'],
        folder.path,
      )
      const { stdout } = await etlCompare(
        ['ledger', 'list', '--ledger', `${out}/ledger`, '--json'],
        folder.path,
      )
      texts.push(stdout.replaceAll(`${out}/ledger`, ''))
    }
    expect(texts[0]).toBe(texts[1])
    expect(texts[0]).toContain('2026-11-03')
    expect(texts[0]).not.toContain('2026-11-02')
  })

  it.each([
    [['nothing'], /Unknown scenario 'nothing'\. Known scenarios: clear-win/],
    [['flaky', '--failure-rate', '2'], /--failure-rate 2: must be from 0 to 1/],
    [['flaky', '--missing', '3,40'], /--missing 3,40: must be days from 1 to 28/],
    [['flaky', '--differs', 'x'], /--differs x: must be days from 1 on/],
  ])('refuses %j', async (args, message) => {
    await using folder = await scratch()
    const { code, stderr } = await simulate(folder.path, ...args)
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})
