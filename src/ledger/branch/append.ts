import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { UserError } from '../../errors.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { printable } from '../../text/text.ts'
import { type Held, heldById } from '../contents.ts'
import { gitWords, lockWords, pushEnd, redacted } from '../git-failure.ts'
import type { Added, Entry } from '../ledger.ts'
import { recordPath } from '../path.ts'
import type { BranchRepository } from './repository.ts'
import { listTree } from './tree.ts'

const MOST_TRIES = 60
const LONGEST_PAUSE_MS = 2000
/** A branch that is locked, and that nobody moves for so long, has a lock that somebody left. */
const LONGEST_LOCK_MS = 10_000
/** Named in a commit's message. */
const MOST_PATHS = 20

/** A record's file as git knows it: by the hash of its content. */
interface Blob extends Held {
  record: RunRecord
}

/**
 * Adds records to the branch by one commit. Where another writer was quicker, it begins again on top of what that
 * one wrote: the branch only ever grows.
 *
 * @throws UserError `ledgerBusy` where others are quicker each time, or a lock stays
 */
export async function append(repository: BranchRepository, entries: readonly Entry[]): Promise<Added> {
  const blobs = await storeBlobs(repository, entries)
  let [seen, movedAt]: [string | undefined, number] = [undefined, performance.now()]
  for (let tries = 1; ; tries++) {
    const tip = await repository.fetch('blob:none')
    if (tip !== seen) [seen, movedAt] = [tip, performance.now()]
    const held = heldById(tip ? await listTree(repository, tip) : [])
    const { missing, present } = divide(blobs, held, repository)
    const result = { added: missing.map(({ path }) => path), present, tries }
    if (missing.length === 0) return result
    const behind = await push(repository, await commit(repository, tip, missing))
    if (behind === null) return result
    if (tries === MOST_TRIES || performance.now() - movedAt > LONGEST_LOCK_MS)
      throw new UserError('ledgerBusy', { ...placeOf(repository), tries, detail: behind })
    await setTimeout(Math.random() * Math.min(100 * tries, LONGEST_PAUSE_MS), undefined, {
      ...(repository.signal && { signal: repository.signal }),
    })
  }
}

const placeOf = ({ remote }: BranchRepository) => ({ url: redacted(remote.pushUrl), branch: remote.branch })

/** Puts the records' texts into the repository, as they are. */
async function storeBlobs(repository: BranchRepository, entries: readonly Entry[]): Promise<Blob[]> {
  const files = entries.map((_, index) => join(repository.folder, `${index}.json`))
  for (const [index, { text }] of entries.entries())
    await writeFile(files[index] ?? '', text, { signal: repository.signal })
  const hashes = await repository.git(
    ['hash-object', '-w', '--no-filters', '--stdin-paths'],
    files.map((file) => `${file}\n`).join(''),
  )
  const contents = hashes.trim().split('\n')
  return entries.map(({ record }, index) => ({
    record,
    path: recordPath(record),
    content: contents[index] ?? '',
  }))
}

function divide(blobs: readonly Blob[], held: ReadonlyMap<string, Held>, repository: BranchRepository) {
  const [missing, present]: [Blob[], string[]] = [[], []]
  for (const blob of blobs) {
    const other = held.get(blob.record.id)
    if (!other) missing.push(blob)
    else if (other.path === blob.path && other.content === blob.content) present.push(blob.path)
    else
      throw new UserError('ledgerConflict', {
        id: blob.record.id,
        path: `${other.path} (branch ${repository.remote.branch})`,
      })
  }
  return { missing, present }
}

/** A commit on top of `tip`, or a first one; without a checkout, and without the files that are there already. */
async function commit(
  repository: BranchRepository,
  tip: string | undefined,
  blobs: readonly Blob[],
): Promise<string> {
  await repository.git(['read-tree', ...(tip ? [tip] : ['--empty'])])
  const lines = blobs.map(({ path, content }) => `100644 ${content}\t${path}\0`)
  await repository.git(['update-index', '--add', '-z', '--index-info'], lines.join(''))
  const tree = (await repository.git(['write-tree', '--missing-ok'])).trim()
  return (await repository.git(['commit-tree', tree, ...(tip ? ['-p', tip] : [])], messageOf(blobs))).trim()
}

/** Says what was added, as far as that is short, its subject in one line; no pipeline needs to run for it. */
function messageOf(blobs: readonly Blob[]): string {
  const [{ record } = {}] = blobs
  const what =
    record && blobs.length === 1
      ? `Add run record of ${record.job}, ${record.size}, ${record.partition}`
      : `Add ${blobs.length} run records`
  const paths = blobs.slice(0, MOST_PATHS).map(({ path }) => path)
  return `${printable(what)}\n\n${paths.join('\n')}\n\n[skip ci]\n`
}

/**
 * Has git ask for leave to push, which it does before it sends anything.
 *
 * @throws UserError where the remote lets nobody in by these credentials
 */
export async function requireLeave(repository: BranchRepository): Promise<void> {
  const tree = (await repository.git(['mktree'])).trim()
  const hash = (await repository.git(['commit-tree', tree])).trim()
  const { code, stdout, stderr } = await tryPush(repository, hash, '--dry-run')
  // A branch that is there would not take this commit, but the remote has let us in.
  if (pushEnd(code, stdout).end === 'failed') throw repository.failure(stderr)
}

const tryPush = (repository: BranchRepository, hash: string, ...options: string[]) =>
  repository.tryGit([
    'push',
    '--porcelain',
    '--no-verify',
    '--no-recurse-submodules',
    ...options,
    'ledger',
    `${hash}:refs/heads/${repository.remote.branch}`,
  ])

/** @returns null, or git's words where another writer was quicker, or has left a lock */
async function push(repository: BranchRepository, hash: string): Promise<string | null> {
  const { code, stdout, stderr } = await tryPush(repository, hash)
  const ended = pushEnd(code, stdout)
  if (ended.end === 'failed') throw repository.failure(stderr)
  if (ended.end === 'refused')
    throw new UserError('ledgerRefused', {
      ...placeOf(repository),
      reason: ended.reason,
      detail: gitWords(stderr),
    })
  return ended.end === 'pushed' ? null : (lockWords(stderr) ?? ended.reason)
}
