import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
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
      stderr: expect.stringContaining('own.unfinished cannot be resumed: engine b changed since then'),
    })
    await at.write(at.waits)
    await rm(join(at.path, 'wait'))
    const { code, stderr } = await etlCompare(['run', ...PARTITION, '--resume'], at.path)
    expect(stderr).toMatch(/Resumes the run of .*: [23] trials of it can be used/)
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

  it('is replaced by a run that does not resume it, which says so', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGKILL')
    await rm(join(at.path, 'wait'))
    const { code, stderr } = await etlCompare(['run', ...PARTITION], at.path)
    expect(stderr).toMatch(/Replaces the interrupted run of .*own\.unfinished\. --resume goes on from it/)
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
    expect(stderr).toContain('own.unfinished. To go on from it, run again with --resume')
    expect(await at.record()).toEqual(before)
    expect((await at.record(`${at.results}.unfinished`)).trials.at(-1)).toMatchObject({
      outcome: 'cancelled',
    })
  })

  it('are not resumed from once a ledger has what was measured', async () => {
    await using at = await job()
    await endInSecondOfB(at, 'SIGINT', ['--ledger', 'ledger'])
    const { code, stderr } = await etlCompare(['run', ...PARTITION, '--resume'], at.path)
    expect(stderr).toContain('the ledger already has what it measured')
    expect(code).toBe(2)
  })
})
