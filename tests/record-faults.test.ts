import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { endedOf, etlCompare, root, scratch, start } from './etl-compare.ts'
import { cannotBecome, give, PLAIN_UID } from './plain-user.ts'
import { isRunning } from './processes.ts'
import { barePath } from './recorded.ts'
import { cannotMount, smallDisk } from './small-disk.ts'

const RECORD = ['record', '--job', 'orders', '--engine', 'spark', '--ledger', 'ledger', '--']
const KEEPER = '$(ps -o ppid= -p $PPID)'

const trialIn = async (folder: string) => {
  const files = await readdir(join(folder, 'ledger'), { recursive: true })
  const name = files.find((file) => file.endsWith('.json')) ?? ''
  return JSON.parse(await readFile(join(folder, 'ledger', name), 'utf8')).trials[0]
}

describe('record runs a command to its end, and tells its exit code', () => {
  it('though its meter is killed', async () => {
    await using folder = await scratch()
    const command = 'kill -9 $PPID; sleep 0.5; touch done; exit 5'
    expect((await start([...RECORD, 'sh', '-c', command], folder.path).ended).code).toBe(5)
    expect(existsSync(join(folder.path, 'done'))).toBe(true)
    expect(await trialIn(folder.path)).toMatchObject({
      outcome: 'failed',
      measures: { workMs: expect.any(Number), cpuSeconds: { value: null, reason: 'the meter was killed' } },
    })
  })

  it('though what stands above its meter is killed, and measures it all the same', async () => {
    await using folder = await scratch()
    const command = `kill -9 ${KEEPER}; sleep 0.5; touch done; exit 6`
    expect((await start([...RECORD, 'sh', '-c', command], folder.path).ended).code).toBe(6)
    expect(existsSync(join(folder.path, 'done'))).toBe(true)
    expect((await trialIn(folder.path)).measures.cpuSeconds).toEqual(expect.any(Number))
  })

  it('though both are killed at once: then nobody can tell its exit code, which is said', async () => {
    await using folder = await scratch()
    const command = `kill -9 ${KEEPER} $PPID; exec 2>&-; sleep 0.5; touch done; exit 5`
    const { code, stderr } = await start([...RECORD, 'sh', '-c', command], folder.path).ended
    expect(code).toBe(137)
    expect(stderr).toContain('The command has ended, but its exit code is unknown: 137 stands for it')
    expect(stderr).not.toContain('bug')
    expect(existsSync(join(folder.path, 'done'))).toBe(true)
    expect(await trialIn(folder.path)).toMatchObject({
      outcome: 'failed',
      reason: 'its meter was killed, so how it ended is unknown',
      measures: { workMs: expect.any(Number), cpuSeconds: { value: null, reason: 'the meter was killed' } },
    })
  })

  it.each([
    ['its meter was', '$PPID', 9],
    ['what stands above its meter was', KEEPER, 9],
    ['both were', `${KEEPER} $PPID`, 137],
  ])('though a signal comes after %s killed', async (_, killed, expected) => {
    await using folder = await scratch()
    const command = `trap 'touch heard; exit 9' TERM; kill -9 ${killed}; touch up; while :; do sleep 0.05; done`
    const { child, ended } = start([...RECORD, 'sh', '-c', command], folder.path)
    while (!existsSync(join(folder.path, 'up'))) await setTimeout(20)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(expected)
    expect(existsSync(join(folder.path, 'heard'))).toBe(true)
  })

  it.skipIf(cannotMount).each([
    ['before it starts', true, 'exit 5'],
    ['while it runs', false, 'head -c 1000000 /dev/zero > $TMPDIR/filler; exit 5'],
  ])('though the temporary folder is full %s (needs root)', async (_, isFull, command) => {
    await using folder = await scratch()
    const tmp = join(folder.path, 'tmp')
    await using _disk = await smallDisk(tmp, '300k')
    if (isFull) await writeFile(join(tmp, 'filler'), 'x'.repeat(2 ** 20)).catch(() => undefined)
    expect((await start([...RECORD, 'sh', '-c', command], folder.path, { TMPDIR: tmp }).ended).code).toBe(5)
    expect(await trialIn(folder.path)).toMatchObject({
      outcome: 'failed',
      measures: { cpuSeconds: expect.any(Number) },
    })
  })

  it('though the Python that would measure it hangs', async () => {
    await using folder = await scratch()
    const bin = join(folder.path, 'hanging')
    await mkdir(bin)
    await writeFile(join(bin, 'python3'), '#!/bin/sh\n: > hangs\nexec /bin/sleep 600\n', { mode: 0o755 })
    const env = { PATH: `${bin}:${await barePath(folder.path)}` }
    const { code, stderr } = await start([...RECORD, '/bin/sh', '-c', 'exit 5'], folder.path, env).ended
    expect(stderr).toContain('python3 did not answer in time')
    expect(code).toBe(5)
    await rm(join(folder.path, 'hangs'))
    const { child, ended } = start([...RECORD, '/bin/touch', 'ran'], folder.path, env)
    while (!existsSync(join(folder.path, 'hangs'))) await setTimeout(20)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(143)
    expect(existsSync(join(folder.path, 'ran'))).toBe(false)
  })

  it('though its folder is gone', async () => {
    await using folder = await scratch()
    const call = `mkdir gone; cd gone; rmdir ../gone; exec "$@"`
    const command = ['sh', '-c', 'echo ran; exit 5']
    const args = [join(root, 'bin/etl-compare'), ...RECORD, ...command]
    const ended = await endedOf(spawn('sh', ['-c', call, 'sh', ...args], { cwd: folder.path }))
    expect(ended).toMatchObject({ code: 5, stdout: 'ran\n' })
    expect(ended.stderr).toContain('the run is not recorded: ENOENT')
  })

  it.skipIf(cannotBecome)('though its user has no home, with a configuration (needs root)', async () => {
    await using folder = await scratch({
      'etl-compare.yml': `version: 1
jobs:
  orders:
    input: input.csv
    baseline: spark
    engines: { spark: { run: [sh, spark.sh] }, polars: { run: [sh, polars.sh] } }
    tables: { orders: {} }
`,
    })
    await give(folder.path)
    const user = [`--reuid=${PLAIN_UID}`, `--regid=${PLAIN_UID}`, '--clear-groups']
    const args = [...user, join(root, 'bin/etl-compare'), ...RECORD, 'sh', '-c', 'exit 5']
    const child = spawn('setpriv', args, { cwd: folder.path, env: { PATH: process.env.PATH } })
    expect((await endedOf(child)).code).toBe(5)
    expect(await trialIn(folder.path)).toMatchObject({ outcome: 'failed' })
  })

  it.each(['1970-01-01T00:05:00Z', '2116-01-01T00:00:00Z'])('though the clock says %s', async (now) => {
    await using folder = await scratch()
    const ended = await etlCompare(
      [...RECORD, 'sh', '-c', 'exit 3'],
      folder.path,
      {},
      { now: () => new Date(now) },
    )
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain(now.slice(0, 10))
  })
})

describe('run', () => {
  it('goes on where a meter is killed with its keeper, and ends what it measured', async () => {
    const [nap, daemon] = [`sleep 6${String(process.hrtime.bigint()).slice(-9)}`, `sleep 7${process.pid}.25`]
    const command = `setsid ${daemon} & kill -9 $PPID ${KEEPER}; ${nap}`
    await using folder = await scratch({
      'input.csv': 'id\n1\n',
      'etl-compare.yml': `version: 1
jobs:
  o:
    input: input.csv
    baseline: a
    engines:
      a: { run: [sh, -c, 'cp "$ETL_INPUT" "$ETL_OUTPUT/t.csv"'] }
      b: { run: [sh, -c, ${JSON.stringify(command)}] }
    tables: { t: {} }
`,
    })
    const { code, stderr } = await etlCompare(['run', '--ledger', 'ledger'], folder.path)
    expect(stderr).toContain('failed: its meter was killed, so how it ended is unknown')
    expect(code).toBe(1)
    const { trials } = JSON.parse(await readFile(join(folder.path, 'results/o/own/run.json'), 'utf8'))
    const outcomes = trials.map(({ engine, outcome }: Record<string, string>) => `${engine} ${outcome}`)
    expect(outcomes.toSorted()).toEqual(['a ok', 'a ok', 'b failed'])
    expect(await isRunning(nap)).toBe(false)
    expect(await isRunning(daemon)).toBe(false)
  })

  it('refuses to start with a clock of no year that a ledger keeps', async () => {
    await using folder = await scratch()
    const now = () => new Date('1970-01-01T00:05:00Z')
    expect(await etlCompare(['run'], folder.path, {}, { now })).toMatchObject({
      code: 2,
      mistake: { code: 'clockImplausible' },
    })
  })
})

it('a later record ends a Python that hangs since one was killed while it waited for it, and no meter at work', async () => {
  const nap = `600.${String(process.hrtime.bigint()).slice(-9)}`
  await using folder = await scratch()
  const bin = join(folder.path, 'hanging')
  await mkdir(bin)
  await writeFile(join(bin, 'python3'), `#!/bin/sh\nexec /bin/sleep ${nap}\n`, { mode: 0o755 })
  const env = { PATH: `${bin}:${await barePath(folder.path)}` }
  const working = start([...RECORD, 'sh', '-c', 'touch up; sleep 3; exit 4'], folder.path)
  while (!existsSync(join(folder.path, 'up'))) await setTimeout(20)
  const { child, ended } = start([...RECORD, '/bin/true'], folder.path, env)
  while (!(await isRunning(`/bin/sleep ${nap}`))) await setTimeout(20)
  child.kill('SIGKILL')
  await ended
  await start([...RECORD, 'true'], folder.path).ended
  while (await isRunning(`/bin/sleep ${nap}`)) await setTimeout(20)
  expect((await working.ended).code).toBe(4)
})

it('a later record removes the scratch folder of one that was killed', async () => {
  await using folder = await scratch()
  const tmp = join(folder.path, 'tmp')
  await mkdir(tmp)
  const { child, ended } = start([...RECORD, 'sh', '-c', 'touch up; sleep 600'], folder.path, { TMPDIR: tmp })
  while (!existsSync(join(folder.path, 'up'))) await setTimeout(20)
  child.kill('SIGKILL')
  await ended
  const scratchFolders = async () => (await readdir(tmp)).filter((name) => name.startsWith('etl-compare-'))
  expect(await scratchFolders()).toHaveLength(1)
  await start([...RECORD, 'true'], folder.path, { TMPDIR: tmp }).ended
  expect(await scratchFolders()).toEqual([])
})
