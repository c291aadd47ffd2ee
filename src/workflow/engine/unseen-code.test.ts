import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOfEngine, folder, useEngineFolder, write } from '../../../tests/engine-folder.ts'
import { codeDoubts } from '../../behaviour/code-doubts.ts'
import { codeOfCommand } from './code.ts'

useEngineFolder()

describe('what cannot be seen', () => {
  it('is a folder with too many files, which is named in place of being read', async () => {
    await mkdir(join(folder, 'much'))
    await Promise.all(Array.from({ length: 2001 }, (_, i) => writeFile(join(folder, 'much', `${i}.sql`), '')))
    const code = await codeOfEngine({ run: ['tool', 'much'] })
    expect(code).toMatchObject({
      files: [],
      isVisible: false,
      leftOut: ['much: it has more than 2,000 files'],
    })
  })

  it('is no folder of data, however many files it has', async () => {
    await mkdir(join(folder, 'lake'))
    await Promise.all(Array.from({ length: 2001 }, (_, i) => writeFile(join(folder, 'lake', `${i}.csv`), '')))
    expect(await codeOfEngine({ run: ['tool', 'lake'] })).toMatchObject({ files: [], leftOut: [] })
  })

  it('is what a file imports that Python cannot parse', async () => {
    await write({ 'job.py': 'import x y\n', 'lib.py': '' })
    expect(await codeOfEngine({ run: ['python3', 'job.py'] })).toMatchObject({
      files: ['job.py'],
      leftOut: ['the imports of job.py, because Python cannot parse it'],
    })
  })

  it('is what a file imports from where only it looks', async () => {
    await write({
      'jobs/job.py': 'import sys\nsys.path.insert(0, "lib")\nimport json, util\n',
      'lib/util.py': '',
      'jobs/plain.py': 'import absent\n',
    })
    expect(await codeOfEngine({ run: ['python3', 'jobs/job.py'] })).toMatchObject({
      files: ['jobs/job.py'],
      leftOut: ['util, which jobs/job.py imports after changing sys.path'],
    })
    expect(await codeOfEngine({ run: ['python3', 'jobs/plain.py'] })).toMatchObject({ leftOut: [] })
    expect(await codeOfEngine({ run: ['env', 'PYTHONPATH=lib', 'python3', 'jobs/job.py'] })).toMatchObject({
      files: ['jobs/job.py', 'lib/util.py'],
      leftOut: [],
    })
  })

  it('is what a file imports where there is no Python', async () => {
    await write({ 'job.py': 'import lib\n', 'lib.py': '' })
    const place = { folder, mounts: [], varies: () => false, isForeign: () => false }
    const code = await codeOfCommand(['python', 'job.py'], place, { PATH: join(folder, 'bin') })
    expect(code).toMatchObject({
      files: ['job.py'],
      leftOut: ['imports of its Python files, because no Python was found'],
    })
  })

  it('is all of an engine whose setup alone shows something', async () => {
    const setup = ['sh', '-c', 'rm -f state']
    expect(await codeOfEngine({ run: ['orders-job'], setup })).toMatchObject({ isVisible: false })
  })

  it('is all of a command that names settings only', async () => {
    await write({ 'spark.conf': 'a b\n' })
    const run = ['spark-submit', '--properties-file', 'spark.conf', 's3://acme/job.py']
    const code = await codeOfEngine({ run })
    expect(code).toMatchObject({ files: ['spark.conf'], isVisible: false })
    expect(codeDoubts(code, { isConfigured: true })).toEqual([
      'its code was not found: its command names only settings (spark.conf). Changes to it will not begin a new epoch. Add sources: or version: to the engine.',
    ])
  })

  it.each([
    ['a command without a file', ['orders-job', '{input}'], false],
    ['a script elsewhere', ['spark-submit', 's3://acme/job.py'], false],
    ['a shell’s script that names one elsewhere', ['sh', '-c', 'python3 /opt/none/job.py'], false],
    ['a shell’s script of its own', ['sh', '-c', 'sort {input} > {output}/x.csv'], true],
  ])('is all of %s', async (_, run, isVisible) => {
    expect(await codeOfEngine({ run })).toMatchObject({ files: [], isVisible })
  })
})
