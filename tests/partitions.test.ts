import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { etlCompare } from './etl-compare.ts'
import { addDay, folderWith, inProcesses } from './two-inputs.ts'

it('a range of days is a comparison a day, each kept in the ledger with its partition', async () => {
  await using folder = await folderWith(inProcesses)
  await addDay(folder.path, '2026-11-21')
  const args = ['run', '--partition', '2026-11-20..2026-11-21', '--ledger', 'ledger']
  const { code, stdout, stderr } = await etlCompare(args, folder.path)
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('  billing · own input · partition 2026-11-20 · ')
  expect(stdout).toMatch(/^billing · own input · partition 2026-11-20 · /m)
  const results = join(folder.path, 'results/billing')
  const folders = (await readdir(results)).toSorted()
  expect(folders).toEqual(['own@2026-11-20', 'own@2026-11-21'])
  const records = await Promise.all(
    folders.map(async (name) =>
      runRecordSchema.parse(JSON.parse(await readFile(join(results, name, 'run.json'), 'utf8'))),
    ),
  )
  expect(records.map(({ partition, parity }) => [partition, parity.outcome])).toEqual([
    ['2026-11-20', 'exact'],
    ['2026-11-21', 'exact'],
  ])
  const listed = (await etlCompare(['ledger', 'list', '--ledger', 'ledger'], folder.path)).stdout
  expect(listed).toContain('2026-11-20')
  expect(listed).toContain('2026-11-21')
  const resumed = await etlCompare([...args, '--resume'], folder.path)
  expect(resumed.stderr.match(/is complete/g)).toHaveLength(2)
})

it('a day of the range whose input is missing stops the run before anything runs', async () => {
  await using folder = await folderWith(inProcesses)
  expect(
    await etlCompare(['run', '--partition', '2026-11-20', '--partition', '2026-11-22'], folder.path),
  ).toMatchObject({ code: 2, mistake: { code: 'inputPartitionMissing' } })
  expect(await readdir(folder.path)).not.toContain('results')
})
