import { resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { allowedCpus } from '../../machine/host.ts'
import type { Engine, Job } from '../../model/config/model.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { placeholderDoubts } from '../../plan/placeholder-doubts.ts'
import { describeLimits } from '../../plan/plan.ts'
import { chooseRunners, type Runner, type RunnerChoice } from '../../plan/runner.ts'
import { connectDocker, type Daemon } from '../../runners/docker/connect.ts'
import { findPython } from '../../runners/meter/python.ts'
import { policyDoubts } from '../../verdict/policy-doubts.ts'
import { codeOf } from '../../workflow/engine/code.ts'
import { checkLimits } from '../../workflow/plan/limits.ts'
import { type LoadedConfig, loadConfig } from '../../workflow/plan/load-config.ts'
import { selectEngines, selectJobs, selectRunners } from '../../workflow/plan/select.ts'
import { codeLines } from './code.ts'
import { checkContainers } from './container.ts'
import { checkDisk } from './disk.ts'
import { checkEngine } from './engine.ts'
import { checkInput } from './input.ts'

export interface CheckOptions {
  jobs: string[]
  config: string
  input?: string
  size?: string
  partition?: string
  runner: RunnerChoice
  out: string
  /** Whether every file of each engine's code is named. */
  verbose: boolean
}

/** Prints how one thing was found; false where it would stop a run. */
type Probe = (title: string, look: () => Promise<string>) => Promise<boolean>

/** Does everything but run: finds all that would stop a run, and says how to mend each. */
export async function check(options: CheckOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadConfig(options.config)
  const jobs = selectJobs(loaded.config, options.jobs, options.config)
  const { print } = context.terminal
  print(`✓ ${options.config}: ${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}, no mistake`)
  let problems = 0
  const probe: Probe = async (title, look) => {
    const found = await outcomeOf(look)
    if (!found.ok) problems += 1
    print(`${found.ok ? '✓' : '✕'} ${title}: ${found.text}`)
    return found.ok
  }
  await probe('python3', findPython)
  await probe('limits', async () => {
    checkLimits(loaded, (await allowedCpus()).length)
    return loaded.config.limits.map(describeLimits).join('; ')
  })
  const daemon = await daemonFor(jobs, options.runner, probe)
  for (const job of jobs) {
    for (const doubt of policyDoubts(job, context.now().toISOString().slice(0, 10)))
      print(`– ${job.name} · policy: ${doubt}`)
    await checkEngines(job, { options, loaded, daemon, probe }, context)
    for (const size of sizesOf(job, options)) {
      const place = {
        job,
        size,
        partition: options.partition ?? defaultPartition(context.now()),
        given: options.input,
      }
      await probe(`${job.name} · input ${size}`, () => checkInput(place, loaded.folder))
      await probe(`${job.name} · disk`, () => checkDisk(place, loaded.folder, resolve(options.out)))
    }
  }
  print(problems === 0 ? 'Ready to run.' : `${problems} to mend before a run.`)
  return problems === 0 ? 0 : 2
}

/** What all engines are looked at with. */
interface Means {
  options: CheckOptions
  loaded: LoadedConfig
  daemon: Daemon | undefined
  probe: Probe
}

async function checkEngines(
  job: Job,
  { options, loaded, daemon, probe }: Means,
  { terminal, env }: Context,
): Promise<void> {
  const look = async (engine: Engine, runner: Runner | undefined): Promise<string> => {
    if (runner === 'process') return checkEngine(job, engine, loaded.folder, env)
    if (runner === undefined) selectRunners(job, [engine], options.runner)
    return daemon
      ? checkContainers(job, engine, loaded.folder, daemon)
      : 'not looked at, for want of a daemon'
  }
  const engines = selectEngines(job, undefined)
  for (const doubt of placeholderDoubts(job, engines)) terminal.print(`– ${options.config}: ${doubt}`)
  const runners = chooseRunners(engines, options.runner)
  for (const engine of engines) {
    const title = `${job.name} · ${engine.name}`
    const runner = runners[engine.name]
    if (!(await probe(title, () => look(engine, runner)))) continue
    const code = await codeOf(job, engine, loaded.folder, env)
    for (const line of codeLines(title, engine, runner, code, options.verbose)) terminal.print(line)
  }
}

/** The daemon, where any engine would run in a container. */
async function daemonFor(
  jobs: readonly Job[],
  runner: RunnerChoice,
  probe: Probe,
): Promise<Daemon | undefined> {
  const chosen = jobs.flatMap((job) => Object.values(chooseRunners(selectEngines(job, undefined), runner)))
  if (!chosen.includes('docker')) return undefined
  let daemon: Daemon | undefined
  await probe('docker', async () => {
    daemon = await connectDocker()
    return `Engine ${daemon.version}, cgroup ${daemon.cgroup}`
  })
  return daemon
}

const sizesOf = (job: Job, { input, size }: CheckOptions): string[] =>
  input === undefined ? (size === undefined ? job.sizes : [size]) : ['own']

async function outcomeOf(look: () => Promise<string>): Promise<{ ok: boolean; text: string }> {
  try {
    return { ok: true, text: await look() }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { ok: false, text: error.message }
  }
}
