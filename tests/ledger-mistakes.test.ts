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

describe('a mistake with the ledger is told in words and exits with 2:', () => {
  const mistakes: [string, string[], RegExp][] = [
    ['no ledger yet', ['list'], /No ledger found in folder ledger\. Start one with: etl-compare ledger add/],
    [
      'no run.json',
      ['add', '.'],
      /\. has no run\.json and is not a ledger\. Create records with: etl-compare run/,
    ],
    [
      'no such path',
      ['add', 'nope'],
      /nope was not found\. Name a run\.json, a folder that contains some, or/,
    ],
    [
      'a misspelt git:',
      ['add', 'a.json', '--ledger', 'gti:etl-compare-data'],
      /--ledger gti:etl-compare-data: must be a folder, .*, such as git:etl-compare-data or \.\/gti:etl-compare-data\./,
    ],
    ['another file', ['add', 'other.json'], /other\.json is not a run record: it has no version\./],
    ['a newer record', ['add', 'newer.json'], /newer\.json is version 99, .* Update etl-compare\./],
    ['a huge file', ['add', 'huge.json'], /huge\.json is larger than 1 MiB/],
    [
      'two contents of one id',
      ['add', 'a.json', 'b.json'],
      /b\.json has the same id as a\.json, but other content/,
    ],
    [
      'an address',
      ['list', '--ledger', 'https://x/y.git'],
      /--ledger https:\/\/x\/y\.git: must be a folder, git:BRANCH/,
    ],
    [
      'no repository',
      ['list', '--ledger', 'git:x'],
      /is not in a usable git repository .*use a folder: --ledger ledger\./,
    ],
    ['no remote there', ['list', '--ledger', 'git:./nope'], /No git repository found at \.\/nope, or/],
    [
      'a file for a folder',
      ['list', '--ledger', 'a.json'],
      /a\.json\/runs cannot be used: .*not a directory/i,
    ],
  ]
  it.each(mistakes)('%s', async (_, args, message) => {
    await using folder = await scratch({
      'other.json': '{}',
      'newer.json': '{"version":99}',
      'huge.json': 'x'.repeat(2 ** 20 + 1),
      'a.json': textOf(runRecord(1)),
      'b.json': textOf({ ...runRecord(1), tool: '9' }),
    })
    const { code, stdout, stderr } = await etlCompare(['ledger', ...args], folder.path)
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('no git: a folder works, a branch does not', async () => {
    await using folder = await scratch({ 'run.json': textOf(runRecord(1)) })
    const env = { PATH: folder.path }
    const command = (args: string[]) =>
      run(process.execPath, [join(import.meta.dirname, '../src/cli.ts'), 'ledger', ...args], {
        cwd: folder.path,
        env,
      })
    expect((await command(['add', 'run.json'])).stdout).toContain('1 run record added: folder ledger')
    await expect(command(['add', 'run.json', '--ledger', 'git:x'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git was not found'),
    })
  })

  it('an id that is kept with another content', async () => {
    await using folder = await scratch({
      'a.json': textOf(runRecord(1)),
      'b.json': textOf({ ...runRecord(1), tool: '9' }),
    })
    await etlCompare(['ledger', 'add', 'a.json'], folder.path)
    const { code, stderr } = await etlCompare(['ledger', 'add', 'b.json'], folder.path)
    expect(stderr).toMatch(/already has a different run 20261002T031700Z-00000001 at .* nothing was added/)
    expect(code).toBe(2)
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
    const { code, stderr } = await etlCompare(['ledger', 'add', 'results'], folder.path)
    expect(stderr).toMatch(/No disk space left at .*ledger for the ledger\. Free some and add again/)
    expect(code).toBe(2)
    const verified = await etlCompare(['ledger', 'verify'], folder.path)
    expect(verified.stdout).toMatch(/^✓ \d+ run records? of \d+ days?, each valid and in its place/)
    expect(verified.code).toBe(0)
    expect(await readdir(join(folder.path, 'ledger'))).toEqual(['runs'])
  })

  it('for want of space for temporary files leaves the branch as it is', async () => {
    await using git = await gitRepositories()
    await writeResults(git.clone, 20)
    await using _ = await smallDisk(join(git.clone, 'tmp'), '128k')
    const env = { TMPDIR: join(git.clone, 'tmp') }
    const { code, stderr } = await start(['ledger', 'add', 'results'], git.clone, env).ended
    expect(stderr).toMatch(/No disk space left at .*tmp for the ledger/)
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
    expect(folder.stderr).toMatch(/\/etc\/ledger cannot be used: .*permission denied/i)
    expect(folder.code).toBe(2)
    await run('chmod', ['755', join(git.clone, '..')])
    await git.inBare('config', '--file', join(git.clone, '.gitconfig'), 'safe.directory', '*')
    const branch = await asPlainUser(['ledger', 'add', 'results'], git.clone, false)
    expect(branch.stderr).toMatch(/You have no access to branch .*remote\.git/)
    expect(branch.code).toBe(2)
  })
})
