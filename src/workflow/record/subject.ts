import { codeDoubts } from '../../behaviour/code-doubts.ts'
import { commandBehaviour, type Placeholders, variesWith } from '../../behaviour/command.ts'
import { behaviourHash } from '../../behaviour/hash.ts'
import { UserError } from '../../errors.ts'
import { DEFAULT_BASELINE } from '../../model/config/defaults.ts'
import type { Engine, Job } from '../../model/config/model.ts'
import { type Policy, toPolicy } from '../../model/config/policy.ts'
import { name as nameSchema } from '../../model/config/values.ts'
import { sizeBytes } from '../../model/units/size.ts'
import { codeOf, codeOfCommand, foreignTo, type VisibleCode } from '../engine/code.ts'
import type { LoadedConfig } from '../plan/load-config.ts'

/** What a recorded run is evidence of. */
export interface Subject {
  job: string
  engine: string
  role: 'baseline' | 'candidate'
  baseline: string
  /** Candidates. */
  k: number
  size: string
  policy: Policy
  /** Where there is a configuration, which then has both. */
  configured: { job: Job; engine: Engine; folder: string } | null
}

export interface SubjectOptions {
  job: string
  engine: string
  baseline: string | undefined
  size: string | undefined
}

/**
 * Who ran, and what that is compared with: by the configuration where there is one, else by the options.
 *
 * @throws UserError `optionInvalid`, `sizeInvalid`, `jobUnknown`, `engineUnknown`
 */
export function subjectOf(loaded: LoadedConfig | undefined, options: SubjectOptions): Subject {
  const { engine, size } = options
  for (const option of ['job', 'engine', 'baseline'] as const) checkName(`--${option}`, options[option])
  if (size !== undefined && size !== 'own' && sizeBytes(size) === undefined)
    throw new UserError('sizeInvalid', { text: size })
  const job = loaded && jobOf(loaded, options.job)
  const baseline = job?.baseline ?? options.baseline ?? DEFAULT_BASELINE
  if (options.baseline !== undefined && options.baseline !== baseline)
    throw new UserError('optionInvalid', {
      option: '--baseline',
      value: options.baseline,
      expected: `${baseline}, as the configuration says of job '${options.job}'`,
    })
  return {
    job: options.job,
    engine,
    role: engine === baseline ? 'baseline' : 'candidate',
    baseline,
    k: job ? Object.keys(job.engines).length - 1 : 1,
    size: size ?? job?.sizes[0] ?? 'own',
    policy: job?.policy ?? toPolicy(),
    configured: job && loaded ? { job, engine: engineOf(job, engine), folder: loaded.folder } : null,
  }
}

function checkName(option: string, value: string | undefined): void {
  if (value === undefined || nameSchema.safeParse(value).success) return
  throw new UserError('optionInvalid', {
    option,
    value: JSON.stringify(value),
    expected: "letters, digits, '_' or '-', such as daily_orders",
  })
}

function jobOf({ config: { jobs }, path }: LoadedConfig, name: string): Job {
  const job = Object.hasOwn(jobs, name) ? jobs[name] : undefined
  if (job) return job
  throw new UserError('jobUnknown', { job: name, known: Object.keys(jobs), path })
}

function engineOf(job: Job, name: string): Engine {
  const engine = Object.hasOwn(job.engines, name) ? job.engines[name] : undefined
  if (engine) return engine
  throw new UserError('engineUnknown', { engine: name, job: job.name, known: Object.keys(job.engines) })
}

/** A command of this machine, and what in it is another at each run. */
export interface Command {
  argv: readonly string[]
  places: Placeholders
}

export interface Behaviour {
  hash: string
  /** Which changes of the code it would not show, in sentences. */
  doubts: string[]
}

/** The code of the configuration's engine, else that which the command names; null of a result that has neither. */
export async function codeOfSubject(
  { configured }: Subject,
  command: Command | null,
  env: NodeJS.ProcessEnv,
): Promise<VisibleCode | null> {
  if (configured) return codeOf(configured.job, configured.engine, configured.folder, env)
  if (!command) return null
  const folder = process.cwd()
  const varies = variesWith(command.places)
  return codeOfCommand(command.argv, { folder, mounts: [], varies, isForeign: foreignTo([folder]) }, env)
}

/** The behaviour of the configuration's engine with its code; else of the command, its code and the version. */
export function behaviourOf(
  { configured }: Subject,
  code: VisibleCode | null,
  { argv, places }: Command,
  version: string | undefined,
): Behaviour {
  const sources = code?.sources ?? {}
  const told = { ...configured?.engine, ...(version !== undefined && { version }) }
  return {
    hash: configured
      ? behaviourHash({ ...configured.engine, ...told }, 'process', {}, { sources, images: [] })
      : commandBehaviour(argv, version, places, sources),
    doubts: code ? codeDoubts(code, { ...told, isConfigured: configured !== null }) : [],
  }
}
