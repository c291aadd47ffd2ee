import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch, start } from './etl-compare.ts'
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

  it('though a signal comes after its meter was killed', async () => {
    await using folder = await scratch()
    const command = "trap 'exit 9' TERM; kill -9 $PPID; touch up; while :; do sleep 0.05; done"
    const { child, ended } = start([...RECORD, 'sh', '-c', command], folder.path)
    while (!existsSync(join(folder.path, 'up'))) await setTimeout(20)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(9)
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
  it('refuses to start with a clock of no year that a ledger keeps', async () => {
    await using folder = await scratch()
    const now = () => new Date('1970-01-01T00:05:00Z')
    expect(await etlCompare(['run'], folder.path, {}, { now })).toMatchObject({
      code: 2,
      mistake: { code: 'clockImplausible' },
    })
  })
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
