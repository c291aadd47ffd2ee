import { tmpdir } from 'node:os'
import { UserError } from '../../errors.ts'
import { MOST_BYTES } from '../../model/record/fit.ts'
import { LedgerContents } from '../contents.ts'
import { redacted } from '../git-failure.ts'
import type { Ledger, LedgerContent } from '../ledger.ts'
import { TOO_LARGE } from '../parse.ts'
import { append, requireLeave } from './append.ts'
import type { Remote } from './remote.ts'
import { BranchRepository } from './repository.ts'
import { listTree, readBlobs } from './tree.ts'

/** A ledger on a branch of a remote repository, read and written without a checkout. */
export function branchLedger(remote: Remote, signal: AbortSignal | undefined): Ledger {
  const onBranch = async <T>(url: string, work: (repository: BranchRepository) => Promise<T>): Promise<T> => {
    try {
      await using repository = await BranchRepository.open(remote, url, signal)
      return await work(repository)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOSPC' || code === 'EDQUOT') throw new UserError('ledgerDiskFull', { path: tmpdir() })
      throw error
    }
  }
  return {
    place: async () => `branch ${remote.branch} of ${redacted(remote.url)}`,
    add: (entries) => onBranch(remote.pushUrl, (repository) => append(repository, entries)),
    requireWritable: () => onBranch(remote.pushUrl, requireLeave),
    read: () => onBranch(remote.url, readBranch),
  }
}

async function readBranch(repository: BranchRepository): Promise<LedgerContent> {
  const tip = await repository.fetch(`blob:limit=${MOST_BYTES + 1}`)
  if (tip === undefined) return { exists: false, records: [], leftOut: [] }
  await repository.forgetRemote()
  const contents = new LedgerContents()
  const found = await listTree(repository, tip)
  const files = found.filter(({ path, mode }) => contents.admits(path, mode.startsWith('100')))
  const hashes = files.map(({ content }) => content)
  const waiting = files.values()
  for await (const content of readBlobs(repository, hashes, MOST_BYTES)) {
    const { path = '' } = waiting.next().value ?? {}
    // What is missing was too large for the filter.
    if (typeof content === 'string') contents.leaveOut(path, TOO_LARGE)
    else contents.take(path, content)
  }
  return { exists: found.length > 0, ...contents.result() }
}
