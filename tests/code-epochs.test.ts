import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { ORDERS, recordsIn, trialOf } from './recorded.ts'

const JOB = 'import os\nimport rules\nopen(os.environ["ETL_OUTPUT"] + "/orders.csv", "w").write(rules.TEXT)\n'
const RULES = 'TEXT = "id\\n1\\n"\n'

const UNSEEN = 'Changes to it will not begin a new epoch.'

/** A folder with two programs, as `init` finds it. */
async function folderWithJob() {
  const folder = await scratch({
    'input.csv': 'id\n1\n',
    'spark.py': JOB,
    'polars.py': JOB,
    'rules.py': RULES,
  })
  return folder
}

const init = (folder: string, ...more: string[]) =>
  etlCompare(
    [
      ...['init', '--job', 'orders', '--input', 'input.csv', '--table', 'orders:id', ...more],
      ...['--baseline', 'python3 spark.py {input}', '--candidate', 'python3 polars.py {input}'],
    ],
    folder,
  )

/** Behaviours by engine, as a run leaves them. */
async function behavioursOfRun(folder: string): Promise<Map<string, string>> {
  expect(await etlCompare(['run'], folder)).toMatchObject({ code: 0 })
  const { trials } = await recordOf(folder)
  return new Map(trials.map(({ engine, behaviour }) => [engine, behaviour]))
}

/** The newest recorded behaviour of an engine. */
async function behaviourOf(folder: string, engine: string): Promise<string | undefined> {
  const command = [...ORDERS, '--engine', engine, '--', 'true']
  expect(await etlCompare(command, folder)).toMatchObject({ code: 0 })
  const newest = (await recordsIn(folder)).toSorted((a, b) => (a.when < b.when ? 1 : -1))
  return newest.map(trialOf).find((trial) => trial.engine === engine)?.behaviour
}

describe('a job that init wrote', () => {
  it('begins a new epoch with a changed script, and with a changed module that this imports', async () => {
    await using folder = await folderWithJob()
    const { stdout } = await init(folder.path)
    expect(stdout).toContain('sources: [spark.py]')
    const first = await behaviourOf(folder.path, 'spark')
    expect(await behaviourOf(folder.path, 'spark')).toBe(first)
    await writeFile(join(folder.path, 'spark.py'), `${JOB}# faster\n`)
    const second = await behaviourOf(folder.path, 'spark')
    expect(second).not.toBe(first)
    await writeFile(join(folder.path, 'rules.py'), `${RULES}# checked\n`)
    expect(await behaviourOf(folder.path, 'spark')).not.toBe(second)
  })

  it('does so in a run too, and without its sources:', async () => {
    await using folder = await folderWithJob()
    await init(folder.path)
    const config = join(folder.path, 'etl-compare.yml')
    const text = await readFile(config, 'utf8')
    await writeFile(config, text.replaceAll(/^ *sources: .*\n/gm, ''))
    const first = await behavioursOfRun(folder.path)
    await writeFile(join(folder.path, 'spark.py'), `${JOB}# changed\n`)
    const second = await behavioursOfRun(folder.path)
    expect(second.get('spark')).not.toBe(first.get('spark'))
    expect(second.get('polars')).toBe(first.get('polars'))
  })
})

describe('the files of an engine', () => {
  it('are told by check, all of them where it is asked to', async () => {
    await using folder = await folderWithJob()
    await init(folder.path)
    const { stdout } = await etlCompare(['check'], folder.path)
    expect(stdout).toContain('✓ orders · spark · code: 2 files: rules.py, spark.py\n')
    const { stdout: all } = await etlCompare(['check', '--verbose'], folder.path)
    expect(all).toContain('✓ orders · spark · code: 2 files\n    rules.py\n    spark.py\n')
  })

  it.each(['check', 'run'])('are missed by %s where none is seen', async (command) => {
    const write = 'printf "id\\n1\\n" > {output}/t.csv'
    const engines = `{ x: { run: [job-of-ours] }, y: { run: [job-of-ours], version: "2" }, z: { run: [sh, -c, '${write}'], sources: [none.py] } }`
    await using folder = await scratch({
      'input.csv': 'id\n1\n',
      'etl-compare.yml': `version: 1\njobs: { a: { input: input.csv, baseline: x, engines: ${engines}, tables: { t: } } }\n`,
    })
    await mkdir(join(folder.path, 'bin'))
    await writeFile(join(folder.path, 'bin/job-of-ours'), '#!/bin/sh\n', { mode: 0o755 })
    const path = { PATH: `${join(folder.path, 'bin')}:${process.env.PATH}` }
    const { stdout, stderr } = await etlCompare([command], folder.path, path)
    const told = stdout + stderr
    expect(told).toContain(
      `– a · x: its code was not found: its command names no local file. ${UNSEEN} Add sources: or version: to the engine.\n`,
    )
    expect(told).toContain(
      `– a · z: its code was not found: its sources: match no file. ${UNSEEN} Fix sources:, or add version: to the engine.\n`,
    )
    expect(told).not.toContain('– a · y')
  })
})

describe('a command that is recorded without a configuration', () => {
  const record = (folder: string, key: string, ...command: string[]) =>
    etlCompare([...ORDERS, '--engine', 'spark', '--partition', key, '--', ...command], folder)

  const behaviours = async (folder: string) =>
    (await recordsIn(folder))
      .toSorted((a, b) => (a.when < b.when ? -1 : 1))
      .map((run) => trialOf(run).behaviour)

  it('begins a new epoch with a changed script or module, and none with another day', async () => {
    await using folder = await scratch({
      'job.py': 'import rules\n',
      'rules.py': '',
      'day-2026-11-20.txt': '',
    })
    const run = async (day: string) => {
      const { stderr, code } = await record(folder.path, day, 'python3', 'job.py', `day-${day}.txt`)
      expect(stderr).not.toContain('epoch')
      expect(code).toBe(0)
    }
    await run('2026-11-20')
    await run('2026-11-21')
    await writeFile(join(folder.path, 'rules.py'), 'A = 1\n')
    await run('2026-11-22')
    const [first, second, third] = await behaviours(folder.path)
    expect(second).toBe(first)
    expect(third).not.toBe(second)
  })

  it('is told to have no code that is seen, unless its version is told', async () => {
    await using folder = await scratch()
    const { stderr } = await record(folder.path, 'k', 'echo', 'done')
    expect(stderr).toContain(
      `etl-compare: orders · spark: its code was not found: the command names no local file. ${UNSEEN} Add --engine-version, or sources: in a configuration.\n`,
    )
    const versioned = [...ORDERS, '--engine', 'spark', '--engine-version', '7', '--', 'echo']
    expect((await etlCompare(versioned, folder.path)).stderr).not.toContain('epoch')
  })
})
