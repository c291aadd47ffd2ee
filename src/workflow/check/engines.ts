import { codeDoubts } from '../../behaviour/code-doubts.ts'
import type { Context } from '../../context.ts'
import { absent, doubtful, type Finding, fine } from '../../machine/finding.ts'
import type { Engine, Job } from '../../model/config/model.ts'
import { placeholderDoubts } from '../../plan/placeholder-doubts.ts'
import { chooseRunners, stepsOnRunners } from '../../runners/choose.ts'
import { RUNNERS } from '../../runners/registry.ts'
import type { Probe, Runner, StepCheck } from '../../runners/runner.ts'
import { counted } from '../../text/text.ts'
import { codeOf, type VisibleCode } from '../engine/code.ts'
import { lackingCalls } from '../engine/lacking-calls.ts'
import { untoldPlaces } from '../engine/untold.ts'
import type { LoadedConfig } from '../plan/load-config.ts'
import { selectEngines, selectRunners } from '../plan/select.ts'

const SHOWN = 3

export interface CheckRequest {
  /** As it was named; undefined: the project's. */
  config?: string
  jobs: string[]
  /** Only these engines of the jobs, as `run` takes them. */
  engines?: string[]
  input?: string
  size?: string
  /** As `--partition` names them. */
  partition?: string[]
  /** One of `RUNNER_CHOICES`. */
  runner: string
  /** Where records are to be kept. */
  ledger?: string
  out: string
  /** Whether every file of each engine's code is named. */
  verbose: boolean
}

/** What everything is looked at with. */
export interface Means {
  request: CheckRequest
  loaded: LoadedConfig
  probe: Probe
  show(finding: Finding): void
}

/**
 * Whether each engine of a job can start, and what counts as its code.
 *
 * @param runners that were looked at for other jobs; those that this job needs are added
 */
export async function checkEngines(
  job: Job,
  runners: Map<Runner, StepCheck>,
  { request, loaded, probe, show }: Means,
  { env }: Context,
): Promise<void> {
  const engines = selectEngines(job, request.engines)
  const chosen = chooseRunners(engines, request.runner)
  const look = async (engine: Engine): Promise<string> => {
    const names = chosen[engine.name] ?? selectRunners(job, [engine], request.runner)[engine.name]
    const steps = stepsOnRunners(engine, names)
    const found = await Array.fromAsync(steps, ({ step, runner }, index) =>
      runners.get(runner)?.({ job: job.name, engine: engine.name, step, isFirst: index === 0 }),
    )
    return [...new Set(found)].join('; ')
  }
  for (const doubt of placeholderDoubts(job, engines)) show(doubtful(loaded.shown, doubt))
  for (const runner of RUNNERS)
    if (!runners.has(runner) && Object.values(chosen).some((names) => names?.includes(runner.name)))
      runners.set(runner, await runner.check(probe, { folder: loaded.folder, env }))
  for (const engine of engines) {
    const title = `${job.name} · ${engine.name}`
    if (!(await probe(title, () => look(engine)))) continue
    const code = await codeOf(job, engine, loaded.folder, env)
    const steps = stepsOnRunners(engine, chosen[engine.name])
    const isPulled = steps.some(({ step, runner }) => runner.pulls(step.place))
    const known = { ...code, isVisible: code.isVisible || isPulled }
    for (const finding of codeFindings(title, engine, known, request.verbose)) show(finding)
    const words = steps.flatMap(({ step }) => [...step.command, ...Object.values(step.env)])
    for (const doubt of await untoldPlaces(job, words, code, loaded.folder)) show(absent(title, doubt))
    for (const doubt of await lackingCalls(engine, code.files, { folder: loaded.folder, env }))
      show(absent(title, doubt))
  }
}

/** What counts as an engine's code, so that a person sees what a new epoch begins with, and what is not seen of it. */
const codeFindings = (title: string, engine: Engine, code: VisibleCode, isVerbose: boolean): Finding[] => [
  ...(code.files.length > 0 ? [fine(`${title} · code`, filesText(code.files, isVerbose))] : []),
  ...codeDoubts(code, { ...engine, isConfigured: true }).map((doubt) => absent(title, doubt)),
]

function filesText(files: readonly string[], isVerbose: boolean): string {
  const count = counted(files.length, 'file')
  if (isVerbose) return [count, ...files].join('\n    ')
  return files.length > SHOWN ? `${count} (--verbose names them)` : `${count}: ${files.join(', ')}`
}
