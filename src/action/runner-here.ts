import { UserError } from '../errors.ts'
import { chooseRunners } from '../runners/choose.ts'
import { connectDocker } from '../runners/docker/connect.ts'
import { runnerNamed } from '../runners/registry.ts'
import { loadConfig } from '../workflow/plan/load-config.ts'
import { selectEngines, selectJobs } from '../workflow/plan/select.ts'
import type { MeasureInputs } from './inputs.ts'

/** The runner that can be used on this machine, and why it is another one than was asked for. */
export interface RunnerHere {
  runner: string
  instead?: string
}

/**
 * Where Docker was asked for and cannot be used here, engines run as processes, if all can.
 *
 * @throws UserError `dockerNeeded` where an engine has only an image; those of the configuration
 */
export async function runnerHere({ runner, config, jobs, engines }: MeasureInputs): Promise<RunnerHere> {
  const loaded = await loadConfig(config)
  const named = engines.length > 0 ? engines : undefined
  const chosen = selectJobs(loaded.config, jobs, config).flatMap((job) =>
    selectEngines(job, named).map((engine) => ({ job: job.name, engine })),
  )
  const ofAll = chosen.map(({ engine }) => engine)
  const isWanted = Object.values(chooseRunners(ofAll, runner)).some((names) => names?.includes('docker'))
  const detail = isWanted ? await whyNotDocker() : undefined
  if (detail === undefined) return { runner }
  const bound = chosen.filter(
    ({ engine }) =>
      !engine.steps.every(
        ({ place }) => place.cluster?.master !== undefined || runnerNamed('process').canRun(place),
      ),
  )
  if (bound.length > 0)
    throw new UserError('dockerNeeded', {
      engines: bound.map(({ job, engine }) => `${engine.name} of job ${job}`),
      detail,
    })
  return { runner: 'process', instead: detail }
}

/** Undefined where Docker can be used. */
async function whyNotDocker(): Promise<string | undefined> {
  try {
    await connectDocker()
    return undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { where, detail } = error.data as { where: string; detail?: string }
    return detail === undefined
      ? `there is no permission to use the daemon at ${where}`
      : `no daemon answers at ${where} (${detail})`
  }
}
