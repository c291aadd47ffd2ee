import { chmod, lstat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ifThere, removeTree } from '../../files/disk.ts'
import { makeFolder } from '../../files/make-folder.ts'
import type { TrialFiles } from '../../runners/job-contract.ts'
import type { TrialRequest } from './trial-request.ts'

/** Clears a trial's folder and creates its empty files and the folder of its output. */
export async function makeFiles({ folder, contract }: TrialRequest): Promise<TrialFiles> {
  const files = { log: join(folder, 'log.txt'), stages: join(folder, 'stages.jsonl') }
  await removeTree(folder)
  await makeFolder(contract.output)
  if (contract.temp !== null) {
    await makeFolder(contract.temp)
    await chmod(contract.temp, 0o1777) // As any /tmp is; the folder above is closed.
  }
  await Promise.all([writeFile(files.log, ''), writeFile(files.stages, '')])
  return files
}

/** What a step put into the place of the log may be something that keeps a writer waiting. */
export async function restoreLog({ log }: TrialFiles): Promise<void> {
  const found = await ifThere(lstat(log))
  if (found?.isFile()) return
  await removeTree(log)
  await writeFile(log, '')
}

/** Creates an empty stages file, whatever the step before made of it; returns why it can't be done. */
export async function emptyStages({ stages }: TrialFiles): Promise<string | undefined> {
  await removeTree(stages)
  return writeFile(stages, '').then(
    () => undefined,
    (error: Error) => error.message,
  )
}
