import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../../tests/etl-compare.ts'
import { runRecord, textOf } from '../../../tests/run-record.ts'
import { exchangeResults, isOnlyToBeMoved } from './exchange.ts'

const record = runRecord()
const [trial] = record.trials
const trialFile = (run: string) =>
  JSON.stringify({ run, trial, samples: [], readSeconds: 0, fingerprints: {} })

async function put(files: Record<string, string>, folder: string) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
}

const listing = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted()

const NEW = {
  'run.json': textOf(record),
  'a/1/log.txt': 'new',
  'a/1/trial.json': trialFile('new'),
  'a/1/output/t.csv': 'id',
}
const SPENT = { keepOutputs: false, note: () => undefined }
const MOVED = ['own/a/1/log.txt', 'own/run.json']

describe('results', () => {
  it('are exchanged for those of a run that ended; what is not of its kind stays', async () => {
    await using folder = await scratch()
    const old = { 'run.json': '{}', 'differences.parquet': '', 'a/1/log.txt': 'old', 'a/2/log.txt': 'old' }
    await put(
      { ...old, 'c/1/log.txt': 'another engine', 'notes.txt': 'mine', 'a/mine/log.txt': '' },
      join(folder.path, 'own'),
    )
    await put({ ...NEW, 'plan.json': '{}' }, join(folder.path, 'own.unfinished'))
    expect(await isOnlyToBeMoved(join(folder.path, 'own'))).toBe(false)
    await exchangeResults(join(folder.path, 'own'), SPENT)
    expect(await listing(folder.path)).toEqual(
      [...MOVED, 'own/a/mine/log.txt', 'own/c/1/log.txt', 'own/notes.txt'].toSorted(),
    )
    expect(await readFile(join(folder.path, 'own/a/1/log.txt'), 'utf8')).toBe('new')
  })

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['before anything was moved', { 'a/1/log.txt': 'old', 'a/2/log.txt': 'old' }, NEW],
    [
      'after its trials were moved',
      { 'a/1/log.txt': 'new', 'a/1/trial.json': trialFile('new') },
      { 'run.json': NEW['run.json'] },
    ],
  ])('are complete though a run was killed while it moved them: %s', async (_, moved, left) => {
    await using folder = await scratch()
    await put({ 'run.json': '{}', ...moved }, join(folder.path, 'own'))
    await put(left, join(folder.path, 'own.unfinished'))
    expect(await isOnlyToBeMoved(join(folder.path, 'own'))).toBe(true)
    await exchangeResults(join(folder.path, 'own'), SPENT)
    expect(await listing(folder.path)).toEqual(MOVED)
    expect(await readFile(join(folder.path, 'own/run.json'), 'utf8')).toBe(NEW['run.json'])
  })
})
