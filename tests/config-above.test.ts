import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { etlCompare } from './etl-compare.ts'
import { folderWith, inProcesses } from './two-inputs.ts'

const PARTITION = ['--partition', '2026-11-20']

describe('etl-compare.yml above the working folder', () => {
  it('is used as far up as the repository goes, its paths from where it lies', async () => {
    await using folder = await folderWith(inProcesses)
    const below = join(folder.path, 'jobs/deep')
    await mkdir(join(folder.path, '.git'))
    await mkdir(below, { recursive: true })
    const checked = await etlCompare(['check', ...PARTITION], below)
    expect(checked.stdout).toContain('../../etl-compare.yml')
    expect(checked.stdout).toContain('Ready to run.')
    const ran = await etlCompare(['run', ...PARTITION], below)
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stderr).toContain('Configuration: ../../etl-compare.yml')
  })

  it('is not looked for outside of a repository, or above its root', async () => {
    await using folder = await folderWith(inProcesses)
    const below = join(folder.path, 'jobs')
    expect(await etlCompare(['check'], below)).toMatchObject({ code: 2, mistake: { code: 'configMissing' } })
    await mkdir(join(below, '.git'))
    expect(await etlCompare(['check'], below)).toMatchObject({ code: 2, mistake: { code: 'configMissing' } })
  })

  it('is not used in place of a file that was named', async () => {
    await using folder = await folderWith(inProcesses)
    await mkdir(join(folder.path, '.git'))
    const named = ['check', '--config', 'etl-compare.yml']
    expect(await etlCompare(named, join(folder.path, 'jobs'))).toMatchObject({ code: 2 })
  })

  it('is not looked for by record, whose meaning no file elsewhere may change', async () => {
    await using folder = await folderWith(inProcesses)
    const below = join(folder.path, 'jobs')
    await mkdir(join(folder.path, '.git'))
    const line = ['record', '--job', 'orders', '--engine', 'spark', '--out', 'out', '--', 'true']
    const recorded = await etlCompare([...line.slice(0, 1), ...PARTITION, ...line.slice(1)], below)
    expect(recorded.code, recorded.stderr).toBe(0)
    expect(recorded.stderr).not.toContain("has no job 'orders'")
  })
})
