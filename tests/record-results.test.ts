import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { CONFIG, ORDERS, onlyRecord, RESULT, recordsIn, trialOf } from './recorded.ts'

describe('measured results become records:', () => {
  const result = RESULT

  it('one a result, and none twice', async () => {
    await using folder = await scratch({
      'runs.json': JSON.stringify([
        result,
        { ...result, engine: 'polars', outcome: 'failed', reason: 'step 3' },
      ]),
    })
    const args = [...ORDERS, '--from', 'runs.json']
    const first = await etlCompare(args, folder.path)
    expect(first).toMatchObject({ code: 0, stdout: '2 of 2 results added: folder ledger\n', stderr: '' })
    const again = await etlCompare(args, folder.path)
    expect(again.stdout).toBe('0 of 2 results added: folder ledger\n')
    const records = await recordsIn(folder.path)
    const spark = records.find(({ trials: [trial] }) => trial?.engine === 'spark')
    expect(spark).toMatchObject({
      partition: '2025-11-20',
      when: '2025-11-20T03:17:00.000Z',
      trials: [
        {
          runner: 'remote',
          measures: { startMs: 200_000, workMs: 700_000, totalMs: 900_000, cpuSeconds: 5000 },
          host: { class: '3 × m6i.xlarge', cores: 12, memoryBytes: null },
        },
      ],
    })
    expect(spark && trialOf(spark).measures.peakAnonBytes).toEqual({
      value: null,
      reason: 'the platform did not tell',
    })
  })

  it('a run each, whatever more an export knows of it later', async () => {
    await using folder = await scratch({
      'runs.json': JSON.stringify([result, { ...result, engine: 'polars' }]),
      'more.json': JSON.stringify([
        { ...result, cpuSeconds: 5001 },
        { ...result, engine: 'polars' },
        { ...result, engine: 'duckdb' },
        { ...result, engine: 'duckdb', seconds: { total: 1 } },
      ]),
    })
    const take = (file: string) => etlCompare([...ORDERS, '--from', file], folder.path)
    await take('runs.json')
    const before = await recordsIn(folder.path)
    const { stdout, stderr, code } = await take('more.json')
    expect(stdout).toBe('1 of 4 results added: folder ledger\n')
    expect(stderr).toMatch(
      /^etl-compare: \[0\] differs from the record of this run, which stays as it is: runs\/2025\/11\/20\/20251120T031700Z-\w{8}\.json\n.* \[3\] differs from .*\n$/,
    )
    expect(code).toBe(0)
    const after = await recordsIn(folder.path)
    expect(after).toHaveLength(3)
    expect(after).toEqual(expect.arrayContaining(before))
    expect(await take('more.json')).toMatchObject({
      code: 0,
      stdout: '0 of 4 results added: folder ledger\n',
    })
  })

  it('with the time at which they were taken over, which is not when they ran', async () => {
    await using folder = await scratch({ 'runs.json': JSON.stringify(result) })
    const begun = new Date().toISOString()
    await etlCompare([...ORDERS, '--from', 'runs.json'], folder.path)
    const { when, recordedAt = '' } = await onlyRecord(folder.path)
    expect(when).toBe('2025-11-20T03:17:00.000Z')
    expect([begun, recordedAt, new Date().toISOString()].toSorted()[1]).toBe(recordedAt)
  })

  it('once, where another version of the tool has kept it under another id', async () => {
    await using folder = await scratch({ 'runs.json': JSON.stringify(result) })
    await etlCompare([...ORDERS, '--from', 'runs.json', '--out', 'a.json'], folder.path)
    const text = await readFile(join(folder.path, 'a.json'), 'utf8')
    const { id } = JSON.parse(text) as RunRecord
    await writeFile(join(folder.path, 'old.json'), text.replace(id, '20251120T031700Z-00000000'))
    await etlCompare(['ledger', 'add', 'old.json', '--ledger', 'ledger'], folder.path)
    const { stdout, stderr } = await etlCompare([...ORDERS, '--from', 'runs.json'], folder.path)
    expect({ stdout, stderr }).toEqual({ stdout: '0 of 1 results added: folder ledger\n', stderr: '' })
  })

  it('once, also where the sizes of the job have changed since', async () => {
    const sized = (size: string) => CONFIG.replace('baseline: spark', `baseline: spark\n    sizes: [${size}]`)
    await using folder = await scratch({ 'runs.json': JSON.stringify(result), 'spark.sh': 'true' })
    for (const [size, added] of [
      ['1GB', 1],
      ['2GB', 0],
    ] as const) {
      await writeFile(join(folder.path, 'etl-compare.yml'), sized(size))
      const { stdout, stderr } = await etlCompare([...ORDERS, '--from', 'runs.json'], folder.path)
      expect(`${stdout}${stderr}`).toContain(`${added} of 1 results added`)
    }
    expect(await onlyRecord(folder.path)).toMatchObject({ size: '1GB' })
  })

  it('and are written over no file', async () => {
    await using folder = await scratch({ 'runs.json': JSON.stringify(result), 'out.json': 'mine' })
    const args = ['record', '--job', 'orders', '--from', 'runs.json', '--out', 'out.json']
    expect((await etlCompare(args, folder.path)).stdout).toBe('1 of 1 results written: out.json\n')
    expect((await etlCompare(args, folder.path)).stdout).toBe('0 of 1 results written: out.json\n')
    expect(await readFile(join(folder.path, 'out.json'), 'utf8')).toBe('mine')
    expect((await readdir(folder.path)).toSorted()).toEqual([
      expect.stringMatching(/^out-20251120T031700Z-\w{8}\.json$/),
      'out.json',
      'runs.json',
    ])
  })

  it('of a pull request where that is what takes them over, and keep out none that count', async () => {
    await using folder = await scratch({ 'runs.json': JSON.stringify(result) })
    const env = { GITHUB_EVENT_NAME: 'pull_request' }
    const { stderr } = await etlCompare([...ORDERS, '--from', 'runs.json'], folder.path, env)
    expect(stderr).toContain('verdict')
    expect(await onlyRecord(folder.path)).toMatchObject({ event: 'pull_request' })
    const { stdout } = await etlCompare([...ORDERS, '--from', 'runs.json'], folder.path)
    expect(stdout).toBe('1 of 1 results added: folder ledger\n')
    expect((await recordsIn(folder.path)).map(({ event }) => event).toSorted()).toEqual([
      'pull_request',
      'record',
    ])
  })

  it.each<[string, string, RegExp]>([
    [
      'more than any clock',
      '{"seconds":{"total":1e308}}',
      /r\.json: \[0\]\.seconds\.total must be .* at most 1,000,000,000/,
    ],
    [
      'tables without end',
      `{"tables":{${Array.from({ length: 1500 }, (_, n) => `"table_${n}":{"rows":1,"fingerprint":"v1:${'0'.repeat(32)}"}`)}}}`,
      /r\.json: \[0\]\.tables must be at most 1,000 tables/,
    ],
    [
      'a table that parsing drops',
      '{"tables":{"\\u005f_proto__":{"rows":1}}}',
      /r\.json: \[0\]\.tables\.__proto__ cannot be used as a name/,
    ],
    [
      'a partition with lines',
      '{"partition":"a\\nb"}',
      /r\.json: \[0\]\.partition must be text without control/,
    ],
    ['an engine with NUL', '{"engine":"a\\u0000"}', /r\.json: \[0\]\.engine must be letters/],
    ['an unknown key that clears the screen', '{"\\u001b[2J\\nx":1}', /r\.json: \[0\]\.x is unknown here/],
  ])('%s is a mistake that is told with its place', async (_, more, message) => {
    const text = `${JSON.stringify(result).slice(0, -1)},${more.slice(1)}`
    await using folder = await scratch({ 'r.json': text })
    const ended = await etlCompare([...ORDERS, '--from', 'r.json'], folder.path)
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr).not.toMatch(/(?!\n)\p{Cc}/u)
    expect(ended.stderr.split('\n')).toHaveLength(2)
    expect(ended.code).toBe(2)
    expect(await readdir(folder.path)).toEqual(['r.json'])
  })

  it('nothing of a file that is not valid JSON reaches the terminal with what steers it', async () => {
    await using folder = await scratch({ 'r.json': '{"a": \u001b[31m\u0000\u009b2J}' })
    const ended = await etlCompare([...ORDERS, '--from', 'r.json'], folder.path)
    expect(ended.mistake).toMatchObject({ code: 'resultsUnreadable', data: { path: 'r.json' } })
    expect(ended.stderr).not.toMatch(/(?!\n)\p{Cc}/u)
    expect(ended.code).toBe(2)
  })

  it.each<[string, unknown, RegExp]>([
    ['a wrong one', [result, { ...result, seconds: 9 }], /^etl-compare: r\.json: \[1\]\.seconds .*"total"/],
    ['one without an engine', [{ ...result, engine: undefined }], /r\.json: \[0\]\.engine .*--engine/],
  ])('%s is told by file, index, key and fix; then none is kept', async (_, json, message) => {
    await using folder = await scratch({ 'r.json': JSON.stringify(json) })
    const ended = await etlCompare([...ORDERS, '--from', 'r.json'], folder.path)
    expect(ended.stderr).toMatch(message)
    expect(ended.code).toBe(2)
    expect(await readdir(folder.path)).toEqual(['r.json'])
  })

  it('one of the future is told, unless clocks may be the reason; then none is kept', async () => {
    const hoursAhead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const [soon, late] = [12, 36].map(hoursAhead)
    await using folder = await scratch({
      'soon.json': JSON.stringify({ ...result, started: soon }),
      'late.json': JSON.stringify([result, { ...result, started: late }]),
    })
    const ended = await etlCompare([...ORDERS, '--from', 'late.json'], folder.path)
    expect(ended.stderr).toBe(`etl-compare: late.json: [1].started ${late} is in the future: fix its date.\n`)
    expect(ended.code).toBe(2)
    expect(await readdir(folder.path)).not.toContain('ledger')
    expect((await etlCompare([...ORDERS, '--from', 'soon.json'], folder.path)).code).toBe(0)
  })

  it('what is not valid JSON is a mistake', async () => {
    await using folder = await scratch({ 'r.json': '{' })
    const ended = await etlCompare([...ORDERS, '--from', 'r.json'], folder.path)
    expect(ended.mistake?.code).toBe('resultsUnreadable')
    expect(ended.code).toBe(2)
  })
})
