import { chmod, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { gitRepositories } from '../../tests/git-repository.ts'
import { runRecord, textOf } from '../../tests/run-record.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { openLedger } from './open.ts'
import { recordPath } from './path.ts'

const BRANCH = 'etl-compare-data'
const entry = (record: RunRecord) => ({ record, text: textOf(record) })
const [first, second] = [runRecord(1), runRecord(2)]

/** A hook of a repository: a script that a push runs. */
async function hook(bare: string, name: string, script: string): Promise<void> {
  await writeFile(join(bare, 'hooks', name), `#!/bin/sh\n${script}\n`)
  await chmod(join(bare, 'hooks', name), 0o755)
}

describe('a ledger on a branch', () => {
  it('makes the branch with its first record, apart from all other history, and checks nothing out', async () => {
    await using git = await gitRepositories()
    const ledger = openLedger(undefined, git.clone)
    expect(await ledger.place()).toBe(`branch ${BRANCH} of ../remote.git`)
    expect(await ledger.read()).toEqual({ exists: false, records: [], leftOut: [] })
    expect(await ledger.add([entry(first)])).toEqual({ added: [recordPath(first)], present: [], tries: 1 })
    expect(await git.inBare('show', `${BRANCH}:${recordPath(first)}`)).toBe(textOf(first))
    expect(await git.inBare('rev-list', '--count', BRANCH)).toBe('1\n')
    expect(await readdir(git.clone)).toEqual(['.git'])
    expect(await git.inClone('for-each-ref')).toBe('')
  })

  it('grows by a commit a call, keeps all else on the branch, and reads what it wrote', async () => {
    await using git = await gitRepositories()
    await mkdir(join(git.clone, 'site'))
    await writeFile(join(git.clone, 'site/index.html'), 'kept')
    await git.inClone('add', '.')
    await git.inClone('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'site')
    await git.inClone('push', '-q', 'origin', `HEAD:${BRANCH}`)
    const ledger = openLedger(`git:${BRANCH}`, git.clone)
    await ledger.add([entry(second)])
    await ledger.add([entry(first)])
    expect(await ledger.read()).toEqual({ exists: true, records: [first, second], leftOut: [] })
    expect(await git.inBare('show', `${BRANCH}:site/index.html`)).toBe('kept')
    expect(await git.inBare('rev-list', '--count', BRANCH)).toBe('3\n')
  })

  it('is not there on a branch of other things, as in a folder of other things', async () => {
    await using git = await gitRepositories()
    await writeFile(join(git.clone, 'README.md'), 'mine')
    await git.inClone('add', '.')
    await git.inClone('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'readme')
    await git.inClone('push', '-q', 'origin', `HEAD:${BRANCH}`)
    for (const location of [undefined, '.'])
      expect(await openLedger(location, git.clone).read()).toMatchObject({ exists: false })
  })

  it('takes no record whose partition would write a commit of its own', async () => {
    await using git = await gitRepositories()
    const hostile = { ...first, partition: 'k\n\nSigned-off-by: root' }
    await expect(openLedger(undefined, git.clone).add([entry(hostile)])).rejects.toMatchObject({
      code: 'recordInvalid',
      data: { reason: expect.stringContaining('partition') },
    })
    const nul = { ...first, partition: 'k\0' }
    await expect(openLedger(undefined, git.clone).add([entry(nul)])).rejects.toMatchObject({
      code: 'recordInvalid',
    })
    expect(await git.inBare('for-each-ref')).toBe('')
  })

  it('asks for leave to push without pushing, whether the branch is there or not', async () => {
    await using git = await gitRepositories()
    const ledger = openLedger(undefined, git.clone)
    await ledger.requireWritable()
    expect(await git.inBare('for-each-ref')).toBe('')
    await ledger.add([entry(first)])
    const before = await git.inBare('for-each-ref')
    await ledger.requireWritable()
    expect(await git.inBare('for-each-ref')).toBe(before)
  })

  it('takes the same record again without a commit', async () => {
    await using git = await gitRepositories()
    const ledger = openLedger(`git:file://${git.bare}#runs`, git.clone)
    await ledger.add([entry(first)])
    expect(await ledger.add([entry(first)])).toEqual({ added: [], present: [recordPath(first)], tries: 1 })
    expect(await git.inBare('rev-list', '--count', 'runs')).toBe('1\n')
  })

  it.each([
    ['content', { ...first, tool: '9.9.9' }],
    ['date', { ...first, when: second.when }],
  ])('refuses an id that is there with another %s, and adds nothing of the call', async (_, changed) => {
    await using git = await gitRepositories()
    const ledger = openLedger(undefined, git.clone)
    await ledger.add([entry(first)])
    await expect(ledger.add([entry(second), entry(changed)])).rejects.toMatchObject({
      code: 'ledgerConflict',
      data: { id: first.id },
    })
    expect((await ledger.read()).records).toEqual([first])
  })

  it('names what is no record: large, linked, broken and foreign files', async () => {
    await using git = await gitRepositories()
    const day = 'runs/2026/10/03'
    const files: Record<string, string> = {
      [recordPath(first)]: textOf(first),
      [`${day}/20261003T000000Z-broken01.json`]: '{}',
      [`${day}/20261003T000000Z-large001.json`]: 'x'.repeat(2 ** 20 + 1),
      'runs/a "b"\nc.txt': 'mine',
    }
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(git.clone, path)), { recursive: true })
      await writeFile(join(git.clone, path), text)
    }
    await symlink('/etc/passwd', join(git.clone, `${day}/20261003T000000Z-link0001.json`))
    await git.inClone('add', '.')
    await git.inClone('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'by hand')
    await git.inClone('push', '-q', 'origin', `HEAD:${BRANCH}`)
    const expected = {
      exists: true,
      records: [first],
      leftOut: [
        { path: `${day}/20261003T000000Z-broken01.json`, reason: 'is not a run record: it has no version' },
        {
          path: `${day}/20261003T000000Z-large001.json`,
          reason: expect.stringContaining('larger than 1 MiB'),
        },
        { path: `${day}/20261003T000000Z-link0001.json`, reason: 'is a link, not a file' },
        { path: 'runs/a "b"\nc.txt', reason: expect.any(String) },
      ],
    }
    expect(await openLedger(undefined, git.clone).read()).toEqual(expected)
    await git.inBare('config', 'uploadpack.allowFilter', 'false')
    expect(await openLedger(undefined, git.clone).read()).toEqual(expected)
    // And appending to what others made of it still works.
    await openLedger(undefined, git.clone).add([entry(second)])
    expect((await openLedger(undefined, git.clone).read()).records).toEqual([first, second])
  })

  it("begins again on top of another's record when that one was quicker", async () => {
    await using git = await gitRepositories()
    const other = await gitRepositories()
    await openLedger(`git:file://${other.bare}`, other.clone).add([entry(second)])
    // The other's commit arrives between our fetch and our push, once.
    await hook(
      git.bare,
      'pre-receive',
      `test -e done && exit 0; touch done; unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES; git fetch -q ${other.bare} ${BRANCH}:refs/heads/${BRANCH}`,
    )
    const ledger = openLedger(undefined, git.clone)
    expect(await ledger.add([entry(first)])).toMatchObject({ added: [recordPath(first)], tries: 2 })
    expect((await ledger.read()).records).toEqual([first, second])
    await other[Symbol.asyncDispose]()
  })

  it("tells a hook's refusal in the hook's words, at once", async () => {
    await using git = await gitRepositories()
    await hook(
      git.bare,
      'pre-receive',
      'touch asked.$$; echo "only bots, please: cannot lock ref" >&2; exit 1',
    )
    await expect(openLedger(undefined, git.clone).add([entry(first)])).rejects.toMatchObject({
      code: 'ledgerRefused',
      data: { reason: 'pre-receive hook declined', detail: expect.stringContaining('only bots, please') },
    })
    expect((await readdir(git.bare)).filter((name) => name.startsWith('asked'))).toHaveLength(1)
  })

  it('with a lock that somebody left is given up in git’s words, before others would have had all tries', async () => {
    await using git = await gitRepositories()
    const ledger = openLedger(undefined, git.clone)
    await ledger.add([entry(first)])
    const lock = join(git.bare, `refs/heads/${BRANCH}.lock`)
    await writeFile(lock, '')
    await expect(ledger.add([entry(second)])).rejects.toMatchObject({
      code: 'ledgerBusy',
      data: {
        detail: expect.stringMatching(/^cannot lock ref '.*': Unable to create '.*lock': File exists$/),
        tries: expect.toSatisfy((tries) => tries > 1 && tries < 60),
      },
    })
    await rm(lock)
    expect(await ledger.add([entry(second)])).toMatchObject({ tries: 1 })
  })

  it('runs no hooks of this machine', async () => {
    await using git = await gitRepositories()
    await using hooks = await scratch({ 'pre-push': '#!/bin/sh\nexit 1\n' })
    await chmod(join(hooks.path, 'pre-push'), 0o755)
    await git.inClone('config', 'core.hooksPath', hooks.path)
    expect((await openLedger(undefined, git.clone).add([entry(first)])).added).toHaveLength(1)
  })

  it('leaves nothing in the temporary folder', async () => {
    await using git = await gitRepositories()
    const ours = async () => (await readdir(tmpdir())).filter((name) => name.includes(`.${process.pid}.`))
    const before = await ours()
    const ledger = openLedger(undefined, git.clone)
    await ledger.add([entry(first)])
    await ledger.read()
    await rm(git.bare, { recursive: true })
    await expect(ledger.read()).rejects.toMatchObject({ code: 'ledgerRemoteMissing' })
    expect(await ours()).toEqual(before)
  })
})

describe('where a ledger is by default', () => {
  it('is a folder outside a repository, and in one without a remote', async () => {
    await using folder = await scratch()
    expect(await openLedger(undefined, folder.path).place()).toBe('folder ledger')
    await using git = await gitRepositories()
    await git.inClone('remote', 'remove', 'origin')
    expect(await openLedger(undefined, git.clone).place()).toBe('folder ledger')
  })

  it('is not guessed of several remotes that are not called origin', async () => {
    await using git = await gitRepositories()
    await git.inClone('remote', 'rename', 'origin', 'upstream')
    await git.inClone('remote', 'add', 'fork', '../fork.git')
    for (const location of [undefined, 'git:runs'])
      await expect(openLedger(location, git.clone).place()).rejects.toMatchObject({ code: 'ledgerNoRemote' })
  })

  it('is the same branch from any folder of the repository', async () => {
    await using git = await gitRepositories()
    await mkdir(join(git.clone, 'deep/er'), { recursive: true })
    await openLedger(undefined, join(git.clone, 'deep/er')).add([entry(first)])
    expect((await openLedger(undefined, git.clone).read()).records).toEqual([first])
  })

  it('cannot be a branch where there is no repository, or no remote', async () => {
    await using folder = await scratch()
    await expect(openLedger('git:runs', folder.path).read()).rejects.toMatchObject({
      code: 'ledgerNoRepository',
    })
    await using git = await gitRepositories()
    await git.inClone('remote', 'remove', 'origin')
    await expect(openLedger('git:runs', git.clone).read()).rejects.toMatchObject({ code: 'ledgerNoRemote' })
  })
})
