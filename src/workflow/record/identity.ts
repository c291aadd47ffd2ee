import { invalidOption, UserError } from '../../errors.ts'
import { DEFAULT_BASELINE, TESTED } from '../../model/config/defaults.ts'
import type { Engine, Job } from '../../model/config/model.ts'
import type { Policy } from '../../model/config/policy.ts'
import type { Side } from '../../model/record/sides.ts'
import { sizeBytes } from '../../model/units/size.ts'
import { nameProblem, optionName } from '../../text/text.ts'
import { requireLabels } from '../plan/labels.ts'
import type { LoadedConfig } from '../plan/load-config.ts'

/** Which engine of which job a record is of, and how that job is judged. */
export interface RunIdentity {
  job: string
  engine: string
  role: Side
  baseline: string
  /** Candidates. */
  k: number
  size: string
  policy: Pick<Policy, keyof typeof TESTED>
  /** Where there is a configuration, which then has both. */
  configured: { job: Job; engine: Engine; folder: string } | null
}

export interface IdentityOptions {
  job: string
  engine: string
  baseline?: string | undefined
  size?: string | undefined
}

/**
 * Who ran, and what that is compared with: by the configuration where there is one, else by the options.
 *
 * @throws UserError `optionInvalid`, `sizeInvalid`, `jobUnknown`, `engineUnknown`
 */
export async function identifyRun(
  loaded: LoadedConfig | undefined,
  options: IdentityOptions,
): Promise<RunIdentity> {
  const { engine, size } = options
  requireNamed(options)
  const configured = loaded ? await configuredAs(loaded, options) : null
  const job = configured?.job
  const baseline = job?.baseline ?? options.baseline ?? DEFAULT_BASELINE
  if (options.baseline !== undefined && options.baseline !== baseline)
    throw invalidOption(
      '--baseline',
      options.baseline,
      `${baseline}, the baseline that the configuration names for job '${options.job}'`,
    )
  return {
    job: options.job,
    engine,
    role: engine === baseline ? 'baseline' : 'candidate',
    baseline,
    k: job ? Object.keys(job.engines).length - 1 : 1,
    size: size ?? job?.sizes[0] ?? 'own',
    policy: job?.policy ?? TESTED,
    configured,
  }
}

/**
 * The same of a run that is recorded.
 *
 * @throws UserError also `serviceRecorded`
 */
export async function identifyRecorded(...asked: Parameters<typeof identifyRun>): Promise<RunIdentity> {
  const identity = await identifyRun(...asked)
  if (identity.configured?.job.service) throw new UserError('serviceRecorded', { job: identity.job })
  return identity
}

/**
 * Holds the options of an identity against what names and sizes may be.
 *
 * @throws UserError `optionInvalid`, `sizeInvalid`
 */
export function requireNamed({ job, engine, baseline, size }: IdentityOptions): void {
  requireLabels({ job, engine, baseline, size })
  requireNames({ job, engine, baseline })
  if (size !== undefined && size !== 'own' && sizeBytes(size) === undefined)
    throw new UserError('sizeInvalid', { text: size })
}

async function configuredAs({ config, path, folder }: LoadedConfig, asked: IdentityOptions) {
  const { engineOf, selectJobs } = await import('../plan/select.ts')
  const [job] = selectJobs(config, [asked.job], path)
  return job ? { job, engine: engineOf(job, asked.engine), folder } : null
}

function requireNames(options: Readonly<Record<string, string | undefined>>): void {
  for (const [option, value = ''] of Object.entries(options)) {
    const expected = options[option] === undefined ? undefined : nameProblem(value)
    if (expected !== undefined) throw invalidOption(optionName(option), JSON.stringify(value), expected)
  }
}
