import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch, startImpatient } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { config, folderWith, GOOD, trialOf } from './run-job.ts'

describe('a run that meets something odd', () => {
  it.each([
    [
      'program',
      'other: { run: [pyhton3, job.py] }',
      { code: 'commandMissing', data: { program: 'pyhton3' } },
    ],
    ['script', 'other: { run: [python3, jbo.py] }', { code: 'scriptMissing' }],
    [
      'program behind env',
      'other: { run: [env, A=1, env, B=2, pyhton3, job.py] }',
      { code: 'commandMissing', data: { program: 'pyhton3' } },
    ],
    ['script behind env', 'other: { run: [env, A=1, python3, jbo.py] }', { code: 'scriptMissing' }],
    ['program besides env', 'other: { run: [env, A=1] }', { code: 'commandOnlySets' }],
  ])(
    'does not start where an engine’s %s is missing: nobody waits for the others in vain',
    async (_, other, mistake) => {
      const yaml = config({ base: GOOD, other: GOOD }).replace(/other: .*/, other)
      await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
      expect(await etlCompare(['run'], folder.path)).toMatchObject({ code: 2, mistake })
      expect(existsSync(join(folder.path, 'results/orders'))).toBe(false)
    },
  )

  it('runs a program that its setup brings', async () => {
    const brings = 'other: { setup: [cp, /bin/true, tool], run: [./tool] }'
    const yaml = config({ base: GOOD, other: GOOD }).replace(/other: .*/, brings)
    await using folder = await scratch({ 'etl-compare.yml': yaml, 'input.csv': 'id\n1\n' })
    await etlCompare(['run'], folder.path)
    expect(trialOf(await recordOf(folder.path), 'other').steps).toMatchObject([{ exitCode: 0 }])
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
    expect((await etlCompare(['run'], folder.path)).code).toBe(0)
    expect((await recordOf(folder.path)).parity.outcome).toBe('exact')
  })

  it('keeps a trial out of the comparison that left work running', async () => {
    await using folder = await folderWith({ base: GOOD, other: `${GOOD}; sleep 600 &` })
    await etlCompare(['run'], folder.path)
    expect(trialOf(await recordOf(folder.path), 'other')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('1 process'),
      steps: [{ exitCode: 0 }],
    })
  })

  it('counts the time until the last process has ended', async () => {
    await using folder = await folderWith({ base: `(sleep 0.5; ${GOOD}) & exit 0`, other: GOOD })
    await etlCompare(['run'], folder.path)
    const { trials, parity } = await recordOf(folder.path)
    expect(trials.find(({ engine }) => engine === 'base')?.measures.totalMs).toBeGreaterThan(500)
    expect(parity.passes).toBe(true)
  })

  it('compares nothing where the input changed under it', async () => {
    await using folder = await folderWith({ base: `echo 3 >> "$ETL_INPUT"; ${GOOD}`, other: GOOD })
    expect((await etlCompare(['run', '--partition', '2026-11-20'], folder.path)).code).toBe(1)
    expect((await recordOf(folder.path)).parity).toMatchObject({
      outcome: 'unavailable',
      reason: expect.stringContaining('input'),
    })
  })

  it('refuses results below the input', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    expect(await etlCompare(['run', '--input', '.', '--out', 'results'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'outBelowInput', data: { job: 'orders' } },
    })
  })

  it('refuses results that another run is writing', async () => {
    await using folder = await folderWith({ base: 'sleep 600', other: 'sleep 600' })
    const { child, ended } = startImpatient(['run'], folder.path)
    const lock = join(folder.path, 'results/.etl-compare.lock')
    while (!(await readFile(lock, 'utf8').catch(() => ''))) await setTimeout(50)
    expect(await etlCompare(['run'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'outInUse', data: { by: expect.stringContaining(String(child.pid)) } },
    })
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    expect(existsSync(lock)).toBe(false)
  })

  it('refuses a size that is a path', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    expect(await etlCompare(['run', '--size', '../../elsewhere'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'sizeInvalid', data: { text: '../../elsewhere' } },
    })
  })

  it('goes on where its reader goes away', async () => {
    await using folder = await folderWith({ base: GOOD, other: GOOD })
    const { child, ended } = startImpatient(['run'], folder.path)
    child.stdout?.destroy()
    child.stderr?.destroy()
    expect((await ended).code).toBe(0)
    expect((await recordOf(folder.path)).trials).toHaveLength(4)
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
    expect((await etlCompare(['run'], folder.path)).code).toBe(1)
    expect((await recordOf(folder.path)).parity.findings).toMatchObject([
      { engine: 'other', onlyBaseline: 1 },
    ])
  })

  it('shows names from outputs without what could steer a terminal', async () => {
    const named = (amount: string) =>
      `printf 'id,am\\033[31mount\\n1,${amount}\\n' > "$ETL_OUTPUT/orders.csv"`
    await using folder = await folderWith({ base: named('1'), other: named('2') })
    const { stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toContain(' amount')
    expect(stdout).not.toContain('\u001b')
  })
})
