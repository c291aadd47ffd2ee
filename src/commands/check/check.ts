import { resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { allowedCpus } from '../../machine/host.ts'
import type { Engine, Job } from '../../model/config/model.ts'
import { defaultPartition } from '../../plan/partition.ts'
import { placeholderDoubts } from '../../plan/placeholder-doubts.ts'
import { describeLimits } from '../../plan/plan.ts'
import { chooseRunners, stepsOnRunners } from '../../runners/choose.ts'
import { RUNNERS } from '../../runners/registry.ts'
import type { Probe, Runner, StepCheck } from '../../runners/runner.ts'
import { counted } from '../../text/text.ts'
import { policyDoubts } from '../../verdict/policy-doubts.ts'
import { codeOf } from '../../workflow/engine/code.ts'
import { checkLimits } from '../../workflow/plan/limits.ts'
import { type LoadedConfig, loadConfig } from '../../workflow/plan/load-config.ts'
import { selectEngines, selectJobs, selectRunners } from '../../workflow/plan/select.ts'
import { codeLines } from './code.ts'
import { checkDisk } from './disk.ts'
import { checkInput } from './input.ts'

export interface CheckOptions {
  jobs: string[]
  config: string
  input?: string
  size?: string
  partition?: string
  /** One of `RUNNER_CHOICES`. */
  runner: string
  out: string
  /** Whether every file of each engine's code is named. */
  verbose: boolean
}

/** Does everything but run: finds all that would stop a run, and says how to mend each. */
export async function check(options: CheckOptions, context: Context): Promise<ExitCode> {
  const loaded = await loadConfig(options.config)
  const jobs = selectJobs(loaded.config, options.jobs, options.config)
  const { print } = context.terminal
  print(`✓ ${options.config}: ${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}, no mistakes`)
  let problems = 0
  const probe: Probe = async (title, look) => {
    const found = await outcomeOf(look)
    if (!found.ok) problems += 1
    print(`${found.ok ? '✓' : '✕'} ${title}: ${found.text}`)
    return found.ok
  }
  const runners = await checkRunners(jobs, { options, loaded, probe }, context)
  await probe('limits', async () => {
    checkLimits(loaded, (await allowedCpus()).length)
    return loaded.config.limits.map(describeLimits).join('; ')
  })
  for (const job of jobs) {
    for (const doubt of policyDoubts(job, context.now().toISOString().slice(0, 10)))
      print(`– ${job.name} · policy: ${doubt}`)
    await checkEngines(job, { options, loaded, probe, runners }, context)
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
  print(problems === 0 ? 'Ready to run.' : `${counted(problems, 'problem')} to fix before a run.`)
  return problems === 0 ? 0 : 2
}

/** What all engines are looked at with. */
interface Means {
  options: CheckOptions
  loaded: LoadedConfig
  probe: Probe
  /** How each runner looks at a step. */
  runners: ReadonlyMap<Runner, StepCheck>
}

/** Looks at each runner that any engine would run on. */
async function checkRunners(
  jobs: readonly Job[],
  { options, loaded, probe }: Omit<Means, 'runners'>,
  { env }: Context,
): Promise<Map<Runner, StepCheck>> {
  const chosen = jobs.flatMap((job) => {
    const runners = chooseRunners(selectEngines(job, undefined), options.runner)
    return Object.values(runners).flatMap((names = []) => names)
  })
  const checks = new Map<Runner, StepCheck>()
  for (const runner of RUNNERS)
    if (chosen.includes(runner.name))
      checks.set(runner, await runner.check(probe, { folder: loaded.folder, env }))
  return checks
}

async function checkEngines(
  job: Job,
  { options, loaded, probe, runners }: Means,
  { terminal, env }: Context,
): Promise<void> {
  const engines = selectEngines(job, undefined)
  const chosen = chooseRunners(engines, options.runner)
  const look = async (engine: Engine): Promise<string> => {
    const names = chosen[engine.name] ?? selectRunners(job, [engine], options.runner)[engine.name]
    const found = stepsOnRunners(engine, names).map(({ step, runner }) =>
      runners.get(runner)?.({ job: job.name, engine: engine.name, step }),
    )
    return [...new Set(await Promise.all(found))].join('; ')
  }
  for (const doubt of placeholderDoubts(job, engines)) terminal.print(`– ${options.config}: ${doubt}`)
  for (const engine of engines) {
    const title = `${job.name} · ${engine.name}`
    if (!(await probe(title, () => look(engine)))) continue
    const code = await codeOf(job, engine, loaded.folder, env)
    const steps = stepsOnRunners(engine, chosen[engine.name])
    const isPulled = steps.some(({ step, runner }) => runner.pulls(step.place))
    const known = { ...code, isVisible: code.isVisible || isPulled }
    for (const line of codeLines(title, engine, known, options.verbose)) terminal.print(line)
  }
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
