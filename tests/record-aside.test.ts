import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare, scratch } from './etl-compare.ts'
import { asPlainUser, cannotBecome, give } from './plain-user.ts'
import { CONFIG, onlyRecord, recordsIn, SPARK, sh, trialOf } from './recorded.ts'

const NAME = 'etl-compare.yml'
const COMMAND = sh('sleep 0.1; touch ran; exit 5')
const NOTE = /saved at (\S+)\. .* add it before the engine's code changes: etl-compare (record .*)\n$/

/** A configuration, and what is then said of it. */
const file = (text: string | Uint8Array) => (folder: string) => writeFile(join(folder, NAME), text)
const sound = file(CONFIG)

describe('what only files say wrong keeps no command from running, and no guess in the ledger:', () => {
  it.each<[string, (folder: string) => Promise<unknown>, string[], string]>([
    [
      'a mistake',
      file(CONFIG.replace('input: in', 'inptu: in')),
      [],
      `${NAME}:4: jobs.orders.inptu is unknown`,
    ],
    ['no YAML', file('jobs: ]'), [], `${NAME}:1:7: is not valid YAML`],
    ['bytes that are no text', file(Buffer.from([0xff, 0xfe, 0x00])), [], NAME],
    ['too much', file('#'.repeat(2 ** 20 + 1)), [], 'a configuration may have'],
    ['a folder', (folder) => mkdir(join(folder, NAME)), [], `${NAME} cannot be read: it is not a file`],
    ['a link to nothing', (folder) => symlink('gone', join(folder, NAME)), [], `${NAME} was not found`],
    ['a --config that was moved', sound, ['--config', 'x.yml'], 'x.yml was not found'],
    ['no such job', file(CONFIG.replace('orders:', 'sales:')), [], `${NAME} has no job 'orders'`],
    ['no such engine', file(CONFIG.replaceAll('spark', 'flink')), [], "has no engine 'spark'"],
    ['another baseline', sound, ['--baseline', 'flink'], '--baseline flink: must be spark'],
    ['a dialect of its own', sound, ['--output', 'o', '--csv', 'null=x'], '--csv null=x: must be left out'],
  ])('%s', async (_, given, options, said) => {
    await using folder = await scratch()
    await given(folder.path)
    const { code, stderr } = await etlCompare([...SPARK, ...options, ...COMMAND], folder.path)
    expect(code).toBe(5)
    expect(stderr).toContain(`the run is not recorded: `)
    expect(stderr).toContain(said)
    await readFile(join(folder.path, 'ran'))
    const [, path = ''] = NOTE.exec(stderr) ?? []
    expect(JSON.parse(await readFile(join(folder.path, path), 'utf8'))).toMatchObject({
      job: 'orders',
      engine: 'spark',
      outcome: 'failed',
      reason: 'exited with 5',
      cpuSeconds: expect.any(Number),
      seconds: { total: expect.toSatisfy((seconds) => seconds > 0) },
    })
    expect(await recordsIn(folder.path)).toEqual([])
  })

  it.skipIf(cannotBecome)('no right to read it (needs root)', async () => {
    await using folder = await scratch()
    await give(folder.path)
    await writeFile(join(folder.path, NAME), CONFIG, { mode: 0o600 })
    const { code, stderr } = await asPlainUser([...SPARK, ...COMMAND], folder.path, false)
    expect(code).toBe(5)
    expect(stderr).toContain(`${NAME} cannot be read: permission denied. Fix that`)
    expect(stderr).toMatch(NOTE)
    await readFile(join(folder.path, 'ran'))
  })

  it('no such program: it fails as in a shell, and is no evidence unless somebody adds it', async () => {
    await using folder = await scratch()
    const { code, stderr } = await etlCompare([...SPARK, '--', 'no-such-program'], folder.path)
    expect(code).toBe(127)
    expect(stderr).toContain("Program 'no-such-program' was not found")
    const [, path = ''] = NOTE.exec(stderr) ?? []
    const saved = JSON.parse(await readFile(join(folder.path, path), 'utf8'))
    expect(saved).toMatchObject({
      outcome: 'failed',
      reason: 'could not be started: FileNotFoundError: [Errno 2] No such file or directory',
    })
    expect(await recordsIn(folder.path)).toEqual([])
  })
})

it('a run saved in place of a record becomes one as its engine’s, once the configuration is right', async () => {
  const options = ['--partition', '2026-11-20', '--engine-version', '7', '--size', '1GB']
  await using folder = await scratch({ [NAME]: CONFIG.replace('minInputs', 'minInput'), 'spark.sh': 'true' })
  const { stderr } = await etlCompare([...SPARK, ...options, ...sh('true')], folder.path)
  const [, , add = ''] = NOTE.exec(stderr) ?? []
  expect(add).toMatch(/ --ledger ledger$/)
  const stillWrong = await etlCompare(add.split(' '), folder.path)
  expect(stillWrong).toMatchObject({ code: 2, mistake: { code: 'configInvalid' } })
  await sound(folder.path)
  for (const added of ['1 of 1', '0 of 1'])
    expect((await etlCompare(add.split(' '), folder.path)).stdout).toContain(`${added} results added`)
  const saved = await onlyRecord(folder.path)
  await etlCompare([...SPARK, ...options, ...sh('true')], folder.path)
  const recorded = (await recordsIn(folder.path)).find(({ id }) => id !== saved.id) ?? saved
  expect(recorded).not.toBe(saved)
  const told = (record: typeof saved) => {
    const { job, size, partition, baseline, k, alpha } = record
    const { engine, role, outcome, behaviour, host } = trialOf(record)
    return { job, size, partition, baseline, k, alpha, engine, role, outcome, behaviour, host: host.class }
  }
  expect(told(saved)).toEqual(told(recorded))
  expect(trialOf(saved).measures.cpuSeconds).toEqual(expect.any(Number))
})

it('a pull request’s run saved in place of a record stays one, wherever it is added', async () => {
  await using folder = await scratch({ [NAME]: 'jobs: ]', 'spark.sh': 'true' })
  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/1/merge' }
  const { stderr } = await etlCompare([...SPARK, ...sh('true')], folder.path, env)
  expect(stderr).toContain('the run is for a pull request, so it never counts')
  const [, , add = ''] = NOTE.exec(stderr) ?? []
  await sound(folder.path)
  expect((await etlCompare(add.split(' '), folder.path)).stdout).toContain('1 of 1 results added')
  expect(await onlyRecord(folder.path)).toMatchObject({ event: 'pull_request' })
})

it('the work of a run saved in place of a record has no start in it, if the command said when it was ready', async () => {
  await using folder = await scratch({ [NAME]: CONFIG.replace('minInputs', 'minInput') })
  const script = `sleep 0.3; echo '{"stage":"ready"}' >> "$ETL_STAGES"; sleep 0.1`
  const { stderr } = await etlCompare([...SPARK, ...sh(script)], folder.path)
  const { seconds } = JSON.parse(await readFile(join(folder.path, NOTE.exec(stderr)?.[1] ?? ''), 'utf8'))
  expect(seconds.work).toBeGreaterThan(0)
  expect(seconds.work).toBeLessThan(seconds.total)
})

it('an input that is not there is identified by its partition, and the run is evidence', async () => {
  await using folder = await scratch()
  const { code, stderr } = await etlCompare([...SPARK, '--input', 'nope', ...COMMAND], folder.path)
  expect(code).toBe(5)
  expect(stderr).toContain('nope was not found')
  expect(stderr).not.toContain('no --input')
  expect((await onlyRecord(folder.path)).input.source).toBe('partition')
})
