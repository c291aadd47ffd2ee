import { type Advice, advise } from '../../advice/advise.ts'
import type { AdviceContext } from '../../advice/context.ts'
import type { Context } from '../../context.ts'
import { invalidOption, UserError } from '../../errors.ts'
import type { LeftOut } from '../../ledger/contents.ts'
import { utcDayOf } from '../../model/units/day.ts'
import { type Measured, measuredOf } from '../../verdict/measured.ts'
import { readEvidence } from '../judge/judge-ledger.ts'
import { findConfig } from '../plan/load-config.ts'
import { selectJobs } from '../plan/select.ts'
import { contextOfJob, contextOfOptions } from './context-of.ts'
import { readStated, type Stated, type StatedOptions } from './options.ts'

export interface AdviseRequest extends StatedOptions {
  jobs: string[]
  config?: string
  ledger?: string
}

export interface AdvisedJobs {
  advised: { context: AdviceContext; advice: Advice }[]
  /** What the ledger says; null where none was read. */
  measured: { place: string; rows: Measured[]; leftOut: LeftOut[] } | null
}

/**
 * Advises on the configured jobs that were named, all where none was; without a configuration, on the job that the options
 * describe.
 *
 * @throws UserError `optionInvalid`, `adviceOfManyJobs`, and those of a configuration and a ledger
 */
export async function adviseJobs(
  request: AdviseRequest,
  context: Pick<Context, 'now' | 'signal'>,
): Promise<AdvisedJobs> {
  const stated = readStated(request)
  const today = utcDayOf(context.now())
  const contexts = await contextsOf(request, stated, today)
  return {
    advised: contexts.map((each) => ({ context: each, advice: advise(each) })),
    measured: request.ledger === undefined ? null : await measuredIn(request, request.ledger, context),
  }
}

async function contextsOf(
  { config, jobs: names }: AdviseRequest,
  stated: Stated,
  today: string,
): Promise<AdviceContext[]> {
  const loaded = await findConfig(config)
  if (!loaded) {
    const [job] = names
    if (job !== undefined) throw new UserError('configMissing', { path: config ?? 'etl-compare.yml' })
    return [contextOfOptions(stated, today)]
  }
  for (const option of ['baseline', 'candidates'] as const)
    if (stated[option] !== undefined)
      throw invalidOption(
        `--${option}`,
        String(stated[option]),
        `left out, because ${loaded.shown} names the engines of its jobs`,
      )
  const jobs = selectJobs(loaded.config, names, loaded.path)
  const { skills, ...rest } = stated
  if (jobs.length > 1 && Object.keys({ ...rest, ...skills }).length > 0)
    throw new UserError('adviceOfManyJobs', { jobs: jobs.map(({ name }) => name) })
  return jobs.map((job) => contextOfJob(job, loaded.config, stated, today))
}

async function measuredIn(
  { config, jobs }: AdviseRequest,
  ledger: string,
  context: Pick<Context, 'now' | 'signal'>,
): Promise<NonNullable<AdvisedJobs['measured']>> {
  const found = await readEvidence({ jobs, ledger, ...(config !== undefined && { config }) }, context)
  const rows = found.jobs.flatMap((job) => measuredOf(found.records, job, found.asOf))
  return { place: found.place, rows, leftOut: found.leftOut }
}
