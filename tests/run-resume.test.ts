import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare, scratch, startImpatient } from './etl-compare.ts'

const COUNTED = 'echo x >> "$COUNTS/$NAME"; mkdir -p "$ETL_OUTPUT/t"; cp "$ETL_INPUT" "$ETL_OUTPUT/t/t.csv"'
const PARTITION = ['--partition', '2026-11-20']

/** A job whose engines count their runs; the candidate's second one waits where a file says so. */
async function job() {
  const folder = await scratch({ 'input.csv': 'id\n1\n2\n' })
  const engine = (name: string, command: string) =>
    `      ${name}: { run: [sh, -c, ${JSON.stringify(command)}], env: { NAME: ${name}, COUNTS: ${folder.path} } }\n`
  const waits = `${COUNTED}; if [ -e "$COUNTS/wait" ] && [ "$(wc -l < "$COUNTS/b")" -gt 1 ]; then sleep 600; fi`
  const write = (candidate: string) =>
    writeFile(
      join(folder.path, 'etl-compare.yml'),
      `version: 1\njobs:\n  o:\n    input: input.csv\n    baseline: a\n    engines:\n${engine('a', COUNTED)}${engine('b', candidate)}    tables: { t: {} }\n`,
    )
  await write(waits)
  const results = join(folder.path, 'results/o/own')
  return {
    path: folder.path,
    results,
    write,
    waits,
    runsOf: async (name: string) =>
      (await readFile(join(folder.path, name), 'utf8')).trim().split('\n').length,
    record: async (at = results) =>
      runRecordSchema.parse(JSON.parse(await readFile(join(at, 'run.json'), 'utf8'))),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

type Job = Awaited<ReturnType<typeof job>>

/** Runs it until its candidate waits in its second trial, and ends it by a signal. */
async function endInSecondOfB(at: Job, signal: NodeJS.Signals, args: string[] = []) {
  await writeFile(join(at.path, 'wait'), '')
  const before = existsSync(join(at.path, 'b')) ? await at.runsOf('b') : 0
  const { child, ended } = startImpatient(['run', ...PARTITION, ...args], at.path)
  while (!existsSync(join(at.path, 'b')) || (await at.runsOf('b')) < before + (before > 1 ? 1 : 2))
    await setTimeout(50)
  child.kill(signal)
  return await ended
}

describe('a run that was killed', () => {
  it('leaves its trials, says so on the next start, and goes on from them with --resume', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGKILL')
    const finished = [await at.runsOf('a'), await at.runsOf('b')]
    await at.write(at.waits.replace('sleep 600', 'sleep 0'))
    expect(await etlCompare(['run', ...PARTITION, '--resume'], at.path)).toMatchObject({
      code: 2,
      mistake: { code: 'resumeImpossible', data: { reason: expect.stringContaining('engine b') } },
    })
    await at.write(at.waits)
    await rm(join(at.path, 'wait'))
    const { code, stderr } = await etlCompare(['run', ...PARTITION, '--resume'], at.path)
    expect(stderr).toMatch(/Resuming .*: [23] /)
    expect(code).toBe(0)
    const record = await at.record()
    expect(record.trials.map(({ order }) => order)).toEqual([1, 2, 3, 4])
    expect(record.parity).toMatchObject({ outcome: 'exact', passes: true })
    expect(await at.runsOf('a')).toBe(2)
    expect(await at.runsOf('b')).toBe((finished[1] ?? 0) + 1)
    expect(await readdir(join(at.path, 'results/o'))).toEqual(['own'])
    expect(existsSync(join(at.results, 'a/1/trial.json'))).toBe(false)
    expect(existsSync(join(at.results, 'a/1/log.txt'))).toBe(true)
  })

  it('as soon as it had removed an output runs none of its trials again', async () => {
    await using at = await job()
    const { child, ended } = startImpatient(['run', ...PARTITION], at.path)
    const output = join(`${at.results}.unfinished`, 'a/1/output')
    while (!existsSync(output) && child.exitCode === null) await setTimeout(5)
    while (existsSync(output)) await setImmediate()
    child.kill('SIGKILL')
    await ended
    const { code } = await etlCompare(['run', ...PARTITION, '--resume'], at.path)
    expect(code).toBe(0)
    expect((await at.record()).parity.outcome).toBe('exact')
    expect([await at.runsOf('a'), await at.runsOf('b')]).toEqual([2, 2])
    expect(existsSync(join(at.results, 'a/1/output'))).toBe(false)
  })

  it('before the ledger had its record has it there with --resume', async () => {
    await using at = await job()
    expect((await etlCompare(['run', ...PARTITION], at.path)).code).toBe(0)
    for (const _ of [1, 2]) {
      const args = ['run', ...PARTITION, '--resume', '--ledger', 'ledger']
      expect((await etlCompare(args, at.path)).code).toBe(0)
      const kept = (await readdir(join(at.path, 'ledger'), { recursive: true })).filter((name) =>
        name.endsWith('.json'),
      )
      expect(kept).toEqual([expect.stringContaining((await at.record()).id)])
    }
  })

  it('is replaced by a run that does not resume it, which says so', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGKILL')
    await rm(join(at.path, 'wait'))
    const { code, stderr } = await etlCompare(['run', ...PARTITION], at.path)
    expect(stderr).toMatch(/Discarding .*own\.unfinished .*--resume/)
    expect(code).toBe(0)
    expect(await readdir(join(at.path, 'results/o'))).toEqual(['own'])
  })
})

describe('results of before', () => {
  it('stand until a run has ended, though it is interrupted', async () => {
    await using at = await job()
    expect((await etlCompare(['run', ...PARTITION], at.path)).code).toBe(0)
    const before = await at.record()
    const { code, stderr } = await endInSecondOfB(at, 'SIGINT')
    expect(code).toBe(130)
    expect(stderr).toMatch(/own\.unfinished.*etl-compare run o --partition 2026-11-20 --resume/)
    expect(await at.record()).toEqual(before)
    expect((await at.record(`${at.results}.unfinished`)).trials.at(-1)).toMatchObject({
      outcome: 'cancelled',
    })
  })

  it('are not resumed from once a ledger has what was measured', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGINT', ['--ledger', 'ledger'])
    expect(await etlCompare(['run', ...PARTITION, '--resume'], at.path)).toMatchObject({
      code: 2,
      mistake: { code: 'resumeImpossible', data: { reason: expect.stringContaining('ledger') } },
    })
  })
})

describe('run --resume', () => {
  it('runs nothing of a comparison that is complete', async () => {
    await using at = await job()
    expect((await etlCompare(['run', ...PARTITION], at.path)).code).toBe(0)
    const before = await at.record()
    const { code, stderr } = await etlCompare(['run', ...PARTITION, '--resume'], at.path)
    expect(stderr).toMatch(/^✓ o own /m)
    expect(code).toBe(0)
    expect(await at.record()).toEqual(before)
    expect(await at.runsOf('a')).toBe(2)
  })

  it('runs again what is none of the run, and is kept waiting by nothing', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGKILL')
    await rm(join(at.path, 'wait'))
    const stored = join(`${at.results}.unfinished`, 'a/1/trial.json')
    await rm(stored)
    await promisify(execFile)('mkfifo', [stored])
    const { code, stderr } = await etlCompare(['run', ...PARTITION, '--resume'], at.path)
    expect(stderr).toContain('Resuming')
    expect(code).toBe(0)
    expect((await at.record()).trials.map(({ order }) => order)).toEqual([1, 2, 3, 4])
  })

  it('refuses a run of long ago: its sides would be too far apart', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGKILL')
    const plan = join(`${at.results}.unfinished`, 'plan.json')
    const text = await readFile(plan, 'utf8')
    await writeFile(plan, text.replace(/"begun": "[^"]*"/, '"begun": "2026-01-01T00:00:00.000Z"'))
    expect(await etlCompare(['run', ...PARTITION, '--resume'], at.path)).toMatchObject({
      code: 2,
      mistake: { code: 'resumeImpossible', data: { reason: expect.stringContaining('12 hours') } },
    })
  })
})

describe('the place of the results', () => {
  it('may be a link to another disk', async () => {
    await using at = await job()
    await using elsewhere = await scratch()
    await mkdir(join(at.path, 'results/o'), { recursive: true })
    await symlink(elsewhere.path, at.results)
    for (const _ of [1, 2]) expect((await etlCompare(['run', ...PARTITION], at.path)).code).toBe(0)
    expect(await at.record(elsewhere.path)).toMatchObject({ job: 'o' })
  })

  it('is not taken from what somebody else put next to it', async () => {
    await using at = await job()
    const notes = join(`${at.results}.unfinished`, 'notes.txt')
    await mkdir(dirname(notes), { recursive: true })
    await writeFile(notes, 'mine')
    expect(await etlCompare(['run', ...PARTITION], at.path)).toMatchObject({
      code: 2,
      mistake: { code: 'pathUnusable', data: { path: `${at.results}.unfinished` } },
    })
    expect(await readFile(notes, 'utf8')).toBe('mine')
  })

  it('has the trials of engines that remove their logs', async () => {
    await using at = await job()
    await at.write(`${COUNTED}; rm -f "$ETL_OUTPUT/../log.txt"`)
    expect((await etlCompare(['run', ...PARTITION], at.path)).code).toBe(0)
    expect(await readdir(join(at.results, 'b/1'))).toContain('samples.arrow')
  })

  it('is no evidence for the ledger while the run may go on', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGINT')
    expect(await etlCompare(['ledger', 'add', 'results', '--ledger', 'l'], at.path)).toMatchObject({
      code: 2,
      mistake: { code: 'recordsMissing', data: { path: 'results' } },
    })
  })
})
