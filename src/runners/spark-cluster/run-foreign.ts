import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { scratchFolder } from '../../files/scratch.ts'
import type { Place } from '../../model/config/model.ts'
import type { StepRun } from '../../trial/step-run.ts'
import type { ReadyStep, StepCall } from '../runner.ts'
import { makeConf } from './conf.ts'
import { readExecutorUse } from './event-log.ts'
import { whyUnreachable } from './master.ts'
import { onForeignCluster } from './parts.ts'
import { driverEnv, foreignSettings, isConnect } from './settings.ts'

/**
 * Runs a step as the driver of a cluster that runs already; what executors used is as its event log has it.
 *
 * @param own folder of the configuration that the driver would read; undefined where there is none on this machine
 */
export async function runOnForeign(
  driver: ReadyStep,
  { cluster, own }: { cluster: NonNullable<Place['cluster']>; own: string | undefined },
  call: StepCall,
  signal: AbortSignal,
): Promise<StepRun> {
  const { master = '' } = cluster
  await using scratch = await scratchFolder()
  const [conf, events] = ['conf', 'events'].map((name) => join(scratch.path, name)) as [string, string]
  await mkdir(events)
  // Who runs in a container may be another user; nobody else here enters the folder above.
  await chmod(events, 0o1777)
  const { workers } = call.contract.limits
  await makeConf(conf, foreignSettings(cluster, workers, pathToFileURL(events).href), own)
  const mounts = [
    { source: conf, target: conf, readOnly: true },
    { source: events, target: events, readOnly: false },
  ]
  const run = await driver.run({ ...call, added: { env: driverEnv(master, conf), mounts } }, signal)
  const use = isConnect(master) ? null : await readExecutorUse(events)
  const joined = onForeignCluster(run, use, isConnect(master))
  const isGone = run.exitCode !== 0 && !run.notStarted && (await whyUnreachable(master)) !== undefined
  return isGone ? { ...joined, mishap: 'the master of its cluster does not answer any more' } : joined
}
