import { tmpdir } from 'node:os'
import { UserError } from '../../errors.ts'
import { MOST_BYTES } from '../../model/record/fit.ts'
import { FOREIGN, LedgerContents } from '../contents.ts'
import { redacted } from '../git-failure.ts'
import type { Ledger, LedgerContent } from '../ledger.ts'
import { TOO_LARGE } from '../parse.ts'
import { idOfPath } from '../path.ts'
import { append } from './append.ts'
import type { Remote } from './remote.ts'
import { BranchRepository } from './repository.ts'
import { listTree, readBlobs, type TreeFile } from './tree.ts'

/** A ledger on a branch of a remote repository, read and written without a checkout. */
export function branchLedger(remote: Remote, signal: AbortSignal | undefined): Ledger {
  const onBranch = <T>(url: string, work: (repository: BranchRepository) => Promise<T>): Promise<T> =>
    withRepository(BranchRepository.open(remote, url, signal), work)
  return {
    place: async () => `branch ${remote.branch} of ${redacted(remote.url)}`,
    add: (entries) => onBranch(remote.pushUrl, (repository) => append(repository, entries)),
    read: () => onBranch(remote.url, readBranch),
  }
}

async function withRepository<T>(
  opening: Promise<BranchRepository>,
  work: (repository: BranchRepository) => Promise<T>,
): Promise<T> {
  try {
    await using repository = await opening
    return await work(repository)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new UserError('ledgerDiskFull', { path: tmpdir() })
    throw error
  }
}

async function readBranch(repository: BranchRepository): Promise<LedgerContent> {
  const tip = await repository.fetch(`blob:limit=${MOST_BYTES + 1}`)
  if (tip === undefined) return { exists: false, records: [], leftOut: [] }
  await repository.forgetRemote()
  const contents = new LedgerContents()
  const found = await listTree(repository, tip)
  const files = found.filter((file) => isRecordFile(file, contents))
  const hashes = files.map(({ hash }) => hash)
  const waiting = files.values()
  for await (const content of readBlobs(repository, hashes, MOST_BYTES)) {
    const { path = '' } = waiting.next().value ?? {}
    // What is missing was too large for the filter.
    if (typeof content === 'string') contents.leaveOut(path, TOO_LARGE)
    else contents.take(path, content)
  }
  return { exists: found.length > 0, ...contents.result() }
}

/** Whether a file may be a record; if not, it is named. */
function isRecordFile({ path, mode }: TreeFile, contents: LedgerContents): boolean {
  const isForeign = idOfPath(path) === undefined
  if (isForeign) contents.leaveOut(path, FOREIGN)
  else if (!mode.startsWith('100')) contents.leaveOut(path, 'is a link, not a file')
  return !isForeign && mode.startsWith('100')
}
