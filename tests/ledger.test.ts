import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { literal } from '../src/duckdb/sql.ts'
import { recordPath } from '../src/ledger/path.ts'
import { etlCompare, scratch, start } from './etl-compare.ts'
import { gitRepositories } from './git-repository.ts'
import { runRecord, textOf, writeResults } from './run-record.ts'

describe('etl-compare ledger', () => {
  it('keeps what run wrote in a folder, and lists it', async () => {
    await using folder = await scratch()
    await writeResults(folder.path, 2)
    const added = await etlCompare(['ledger', 'add', 'results'], folder.path)
    expect(added.stdout).toContain(`added   ${recordPath(runRecord(0))}`)
    expect(added.code).toBe(0)
    const again = await etlCompare(['ledger', 'add', 'results/0/small/run.json'], folder.path)
    expect(again.stdout).toBe(`already ${recordPath(runRecord(0))}\nNothing new: folder ledger\n`)
    const { stdout, stderr, code } = await etlCompare(['ledger', 'list'], folder.path)
    expect(stdout).toBe(
      'when (UTC)        job       size   partition   event     engines              parity   id\n' +
        '2026-10-01 03:17  sessions  small  2026-10-01  schedule  spark ok, polars ok  ✓ exact  00000000\n' +
        '2026-10-02 03:17  sessions  small  2026-10-02  schedule  spark ok, polars ok  ✓ exact  00000001\n',
    )
    expect(stderr).toBe('2 runs, folder ledger.\n')
    expect(code).toBe(0)
  })

  it('lists the runs of one job and one engine, or says what there is', async () => {
    await using folder = await scratch({
      'a.json': textOf(runRecord(1)),
      'b.json': textOf(runRecord(2, { job: 'tiers' })),
    })
    await etlCompare(['ledger', 'add', 'a.json', 'b.json'], folder.path)
    const { stdout } = await etlCompare(
      ['ledger', 'list', '--job', 'tiers', '--engine', 'polars', '--json'],
      folder.path,
    )
    expect(JSON.parse(stdout)).toMatchObject({
      ledger: 'folder ledger',
      runs: [{ job: 'tiers', outcomes: { spark: { ok: 2 }, polars: { ok: 2 } }, parity: 'exact' }],
      leftOut: [],
    })
    const none = await etlCompare(['ledger', 'list', '--engine', 'duckdb'], folder.path)
    expect(none.stderr).toBe(
      '0 runs of 2, folder ledger.\nIts jobs: sessions, tiers. Its engines: spark, polars.\n',
    )
  })

  it('lets nothing of a file steer the terminal, and leaves out what would steer a commit', async () => {
    const hostile = JSON.stringify({
      ...runRecord(1),
      partition: 'k\n\nSigned-off-by: root',
      job: '\u001b]0;x\u0007',
    })
    const columns = { ...runRecord(2), parity: { ...runRecord(2).parity, reason: '\u009b2J' } }
    const unknown = JSON.stringify({ ...runRecord(3), '\u001b[31m\nforged': 1 })
    await using folder = await scratch({
      'a.json': hostile,
      'b.json': unknown,
      'c.json': textOf(columns),
      'd.json': textOf(runRecord(4)).replace('"sessions"', '"\u009b2J"'),
    })
    const call = async (...args: string[]) => {
      const ended = await etlCompare(['ledger', ...args], folder.path)
      for (const text of [ended.stdout, ended.stderr]) expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
      return ended
    }
    for (const [file, where] of [
      ['a.json', 'job'],
      ['b.json', 'forged'],
      ['d.json', 'job'],
    ] as const)
      expect(await call('add', file)).toMatchObject({
        code: 2,
        mistake: { code: 'recordInvalid', data: { path: file, reason: expect.stringContaining(where) } },
      })
    expect((await call('add', 'c.json')).code).toBe(0)
    const path = recordPath(runRecord(1))
    await mkdir(join(folder.path, 'ledger', dirname(path)), { recursive: true })
    await writeFile(join(folder.path, 'ledger', path), hostile)
    expect((await call('list', '--job', 'none')).stderr).toContain(`Left out: ${path} `)
    const { stdout } = await call('verify', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ records: 1, leftOut: [{ path }] })
  })

  it('verifies: exits with 1 and names what is no record', async () => {
    await using folder = await scratch()
    await writeResults(folder.path, 2)
    await etlCompare(['ledger', 'add', 'results'], folder.path)
    const sound = await etlCompare(['ledger', 'verify'], folder.path)
    expect(sound.stdout).toBe('✓ 2 run records of 2 days, each valid and in its place; folder ledger\n')
    expect(sound.stderr).toBe(
      "Only a branch's history can show that no record was changed later: see docs/ledger.md.\n",
    )
    expect(sound.code).toBe(0)
    const path = recordPath(runRecord(1))
    await writeFile(join(folder.path, 'ledger', path), textOf(runRecord(1)).slice(0, 500))
    const broken = await etlCompare(['ledger', 'verify'], folder.path)
    expect(broken.stdout).toBe(
      `✕ ${path} is not valid JSON: it may be cut off\n` +
        '✕ 1 run record of 1 day, 1 file left out; folder ledger\n',
    )
    expect(broken.code).toBe(1)
    const list = await etlCompare(['ledger', 'list'], folder.path)
    expect(list.stderr).toContain(`Left out: ${path} `)
    expect(list.code).toBe(0)
    const json = await etlCompare(['ledger', 'verify', '--json'], folder.path)
    expect(JSON.parse(json.stdout)).toMatchObject({ records: 1, leftOut: [{ path }] })
    expect(json.code).toBe(1)
  })

  it('exports a row a trial: measures as columns, null where there is none, and why', async () => {
    await using folder = await scratch()
    await writeResults(folder.path, 3)
    await etlCompare(['ledger', 'add', 'results'], folder.path)
    await mkdir(join(folder.path, 'out'))
    const { stdout, code } = await etlCompare(['ledger', 'export', 'out/trials.parquet'], folder.path)
    expect(stdout).toBe('Wrote out/trials.parquet: 12 trials of 3 runs, folder ledger\n')
    expect(code).toBe(0)
    expect(await readdir(join(folder.path, 'out'))).toEqual(['trials.parquet'])
    await using db = await openDuckDB()
    const file = literal(join(folder.path, 'out/trials.parquet'))
    const rows = await db.rows(
      `SELECT engine, count(*)::INT AS n, min(totalMs) AS least, min("when") AS first, any_value(pullMs) AS pull, any_value(unmeasured.pullMs) AS why
       FROM ${file} GROUP BY engine ORDER BY engine`,
    )
    expect(rows).toMatchObject([
      { engine: 'polars', n: 6, least: 5184.25, pull: null, why: 'the image was present' },
      { engine: 'spark', n: 6, first: new Date('2026-10-01T03:17:00Z') },
    ])
  })

  it.each([
    ['of another kind', 'trials.csv', 'exportNotParquet'],
    ['that is there', 'kept.parquet', 'exportExists'],
    ['of no folder', 'no/trials.parquet', 'exportFolderMissing'],
  ])('exports no file %s', async (_, file, mistake) => {
    await using folder = await scratch({ 'run.json': textOf(runRecord()), 'kept.parquet': 'mine' })
    await etlCompare(['ledger', 'add', 'run.json'], folder.path)
    expect(await etlCompare(['ledger', 'export', file], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: mistake, data: { path: file } },
    })
    expect((await readdir(folder.path)).toSorted()).toEqual(['kept.parquet', 'ledger', 'run.json'])
    expect(await readFile(join(folder.path, 'kept.parquet'), 'utf8')).toBe('mine')
  })

  it('moves from a folder to a branch', async () => {
    await using git = await gitRepositories()
    await writeResults(git.clone, 2)
    await etlCompare(['ledger', 'add', 'results', '--ledger', 'try/ledger'], git.clone)
    const { stdout, code } = await etlCompare(['ledger', 'add', 'try/ledger'], git.clone)
    expect(stdout).toMatch(/^2 .*etl-compare-data of \.\.\/remote\.git/m)
    expect(code).toBe(0)
    const path = recordPath(runRecord(1))
    expect(await git.inBare('show', `etl-compare-data:${path}`)).toBe(textOf(runRecord(1)))
  })

  it('is suggested where it lies right below the folder that was named', async () => {
    await using folder = await scratch({ 'run.json': textOf(runRecord()) })
    await mkdir(join(folder.path, 'try/runs/fast'), { recursive: true })
    await etlCompare(['ledger', 'add', 'run.json', '--ledger', 'try/ledger'], folder.path)
    const list = await etlCompare(['ledger', 'list', '--ledger', 'try/runs'], folder.path)
    expect(list.mistake).toMatchObject({
      code: 'ledgerMissing',
      data: { place: 'folder try/runs', ledgers: [] },
    })
    for (const args of [
      ['list', '--ledger', 'try/'],
      ['add', 'try'],
      ['add', './try', '--ledger', 'x'],
    ]) {
      expect(await etlCompare(['ledger', ...args], folder.path)).toMatchObject({
        code: 2,
        mistake: { data: { ledgers: ['try/ledger'] } },
      })
    }
    expect((await readdir(folder.path)).toSorted()).toEqual(['run.json', 'try'])
  })
})

describe('an interrupted ledger add', () => {
  it('ends at once, leaves the branch as it is and no temporary files', async () => {
    await using git = await gitRepositories()
    await using temporary = await scratch()
    await writeResults(git.clone, 1)
    // The remote takes its time; that it was asked tells when.
    const hook = join(git.bare, 'hooks/pre-receive')
    await writeFile(hook, '#!/bin/sh\ntouch asked\nsleep 60\ntouch over\nexit 1\n', { mode: 0o755 })
    const { child, ended } = start(['ledger', 'add', 'results'], git.clone, { TMPDIR: temporary.path })
    await vi.waitUntil(() => existsSync(join(git.bare, 'asked')), { timeout: 120_000 })
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 130, stdout: '' })
    // The remote still waits for its hook.
    expect(existsSync(join(git.bare, 'over'))).toBe(false)
    expect(await readdir(temporary.path)).not.toContainEqual(expect.stringMatching(/^etl-compare/))
    expect(await git.inBare('for-each-ref')).toBe('')
  })
})
