import { unlockFolder } from '../../files/disk.ts'
import type { TrialFiles } from '../../runners/job-contract.ts'
import { type Maintained, maintain } from './maintenance.ts'
import { restoreLog } from './trial-files.ts'
import type { TrialRequest } from './trial-request.ts'

/** Runs `setup:` or `teardown:`, where there is one; returns what went wrong, if anything did. */
export async function runHook(
  hook: 'setup' | 'teardown',
  request: TrialRequest,
  files: TrialFiles,
  signal: AbortSignal,
): Promise<string | undefined> {
  const command = request.engine.engine[hook]
  const failure = command && (await runBeside(command, request, files, signal))
  return failure && `${hook}: ${failure}`
}

/** Runs the tasks of `maintenance:`, each within the trial's timeout; undefined where there are none. */
export async function runMaintenance(
  request: TrialRequest,
  files: TrialFiles,
  signal: AbortSignal,
): Promise<Maintained | undefined> {
  const { maintenance } = request.engine.engine
  if (!maintenance) return undefined
  return maintain(maintenance, (command) => {
    const limit = AbortSignal.timeout(request.timeoutSeconds * 1000)
    return runBeside(command, request, files, AbortSignal.any([signal, limit]))
  })
}

/** Runs a command unmeasured, where the first step lives; returns what went wrong, if anything did. */
async function runBeside(
  command: readonly string[],
  {
    engine: {
      steps: [first],
    },
    folder,
    contract,
  }: TrialRequest,
  files: TrialFiles,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!first) return undefined
  await restoreLog(files)
  const failure = await first.hook({ command, contract, files, disk: null }, signal)
  await unlockFolder(folder)
  return failure
}
