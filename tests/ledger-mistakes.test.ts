import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { recordPath } from '../src/ledger/path.ts'
import { etlCompare, scratch, start } from './etl-compare.ts'
import { gitRepositories } from './git-repository.ts'
import { asPlainUser, give } from './plain-user.ts'
import { runRecord, textOf, writeResults } from './run-record.ts'
import { cannotMount, smallDisk } from './small-disk.ts'

const run = promisify(execFile)

describe('a mistake with the ledger exits with 2:', () => {
  const mistakes: [string, string[], string, object][] = [
    ['no ledger yet', ['list'], 'ledgerMissing', { place: 'folder ledger' }],
    ['no run.json', ['add', '.'], 'recordsMissing', { path: '.' }],
    ['no such path', ['add', 'nope'], 'recordPathMissing', { path: 'nope' }],
    [
      'a misspelt git:',
      ['add', 'a.json', '--ledger', 'gti:etl-compare-data'],
      'optionInvalid',
      { value: 'gti:etl-compare-data', expected: expect.stringContaining('git:etl-compare-data') },
    ],
    ['another file', ['add', 'other.json'], 'recordInvalid', { path: 'other.json' }],
    ['a newer record', ['add', 'newer.json'], 'recordInvalid', { reason: expect.stringContaining('99') }],
    ['a huge file', ['add', 'huge.json'], 'recordInvalid', { reason: expect.stringContaining('1 MiB') }],
    [
      'two contents of one id',
      ['add', 'a.json', 'b.json'],
      'recordInvalid',
      { reason: expect.stringContaining('a.json') },
    ],
    ['an address', ['list', '--ledger', 'https://x/y.git'], 'optionInvalid', { value: 'https://x/y.git' }],
    ['no repository', ['list', '--ledger', 'git:x'], 'ledgerNoRepository', { branch: 'x' }],
    ['no remote there', ['list', '--ledger', 'git:./nope'], 'ledgerRemoteMissing', { url: './nope' }],
    [
      'a file for a folder',
      ['list', '--ledger', 'a.json'],
      'pathUnusable',
      { path: expect.stringContaining('a.json') },
    ],
  ]
  it.each(mistakes)('%s', async (_, args, mistake, data) => {
    await using folder = await scratch({
      'other.json': '{}',
      'newer.json': '{"version":99}',
      'huge.json': 'x'.repeat(2 ** 20 + 1),
      'a.json': textOf(runRecord(1)),
      'b.json': textOf({ ...runRecord(1), tool: '9' }),
    })
    const ended = await etlCompare(['ledger', ...args], folder.path)
    expect(ended).toMatchObject({ code: 2, stdout: '', mistake: { code: mistake, data } })
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('no git: a folder works, a branch does not', async () => {
    await using folder = await scratch({ 'run.json': textOf(runRecord(1)) })
    const env = { PATH: folder.path }
    const command = (args: string[]) =>
      run(process.execPath, [join(import.meta.dirname, '../src/cli.ts'), 'ledger', ...args], {
        cwd: folder.path,
        env,
      })
    expect((await command(['add', 'run.json'])).stdout).toContain('folder ledger')
    await expect(command(['add', 'run.json', '--ledger', 'git:x'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^etl-compare: git /),
    })
  })

  it('an id that is kept with another content', async () => {
    await using folder = await scratch({
      'a.json': textOf(runRecord(1)),
      'b.json': textOf({ ...runRecord(1), tool: '9' }),
    })
    await etlCompare(['ledger', 'add', 'a.json'], folder.path)
    expect(await etlCompare(['ledger', 'add', 'b.json'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'ledgerConflict', data: { id: runRecord(1).id } },
    })
    const kept = await readFile(join(folder.path, 'ledger', recordPath(runRecord(1))), 'utf8')
    expect(kept).toBe(textOf(runRecord(1)))
  })

  it('a FIFO in the place of a record, which nobody waits for', async () => {
    await using folder = await scratch({ 'a.json': textOf(runRecord(1)) })
    const path = join(folder.path, 'ledger', recordPath(runRecord(1)))
    await mkdir(dirname(path), { recursive: true })
    await run('mkfifo', [path])
    const { code, stderr } = await etlCompare(['ledger', 'add', 'a.json'], folder.path)
    expect(stderr).toMatch(/already has a different run 20261002T031700Z-00000001 at .* nothing was added/)
    expect(code).toBe(2)
  })
})

describe.skipIf(cannotMount)('a ledger that cannot be written (needs root)', () => {
  it('for want of space keeps whole records only', async () => {
    await using folder = await scratch()
    await writeResults(folder.path, 20)
    await using _ = await smallDisk(join(folder.path, 'ledger'), '64k')
    expect(await etlCompare(['ledger', 'add', 'results'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'ledgerDiskFull' },
    })
    const verified = await etlCompare(['ledger', 'verify', '--json'], folder.path)
    expect(JSON.parse(verified.stdout).leftOut).toEqual([])
    expect(verified.code).toBe(0)
    expect(await readdir(join(folder.path, 'ledger'))).toEqual(['runs'])
  })

  it('for want of space for temporary files leaves the branch as it is', async () => {
    await using git = await gitRepositories()
    await writeResults(git.clone, 20)
    await using _ = await smallDisk(join(git.clone, 'tmp'), '128k')
    const env = { TMPDIR: join(git.clone, 'tmp') }
    const { code, stderr } = await start(['ledger', 'add', 'results'], git.clone, env).ended
    expect(stderr).toMatch(/space .*tmp/)
    expect(code).toBe(2)
    expect(await git.inBare('for-each-ref')).toBe('')
  })

  it('for want of trust in the repository does not end up in a folder unnoticed', async () => {
    await using git = await gitRepositories()
    await writeResults(git.clone, 1)
    await give(git.clone)
    const { code, stderr } = await etlCompare(['ledger', 'add', 'results'], git.clone)
    expect(stderr).toMatch(/dubious ownership .*git config --global --add safe\.directory/)
    expect(code).toBe(2)
    expect(await readdir(git.clone)).toEqual(['.git', 'results'])
  })

  it("for want of permission is told with the path, or with the remote's words", async () => {
    await using git = await gitRepositories()
    await writeResults(git.clone, 1)
    await give(git.clone)
    const folder = await asPlainUser(
      ['ledger', 'add', 'results', '--ledger', '/etc/ledger'],
      git.clone,
      false,
    )
    expect(folder.stderr).toMatch(/\/etc\/ledger .*permission denied/i)
    expect(folder.code).toBe(2)
    await run('chmod', ['755', join(git.clone, '..')])
    await git.inBare('config', '--file', join(git.clone, '.gitconfig'), 'safe.directory', '*')
    const branch = await asPlainUser(['ledger', 'add', 'results'], git.clone, false)
    expect(branch.stderr).toMatch(/access .*remote\.git/)
    expect(branch.code).toBe(2)
  })
})
