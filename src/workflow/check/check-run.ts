import { resolve } from 'node:path'
import type { Context } from '../../context.ts'
import { absent, type Finding, findingOf, fine, wrong } from '../../machine/finding.ts'
import { allowedCpus } from '../../machine/host.ts'
import type { Job } from '../../model/config/model.ts'
import { utcDayOf } from '../../model/units/day.ts'
import { describeLimits } from '../../plan/plan.ts'
import { policyDoubtText } from '../../render/policy-doubts.ts'
import { chooseRunners, runHere } from '../../runners/choose.ts'
import type { Probe, Runner, StepCheck } from '../../runners/runner.ts'
import { showIfLong } from '../../terminal/progress.ts'
import { counted } from '../../text/text.ts'
import { policyDoubts } from '../../verdict/policy-doubts.ts'
import { checkLimits } from '../plan/limits.ts'
import { requireConfig } from '../plan/load-config.ts'
import { requireInput } from '../plan/make-plan.ts'
import { partitionsOf } from '../plan/partitions.ts'
import { selectEngines, selectJobs } from '../plan/select.ts'
import { readRequests } from '../trial/service.ts'
import { type CheckRequest, checkEngines, type Means } from './engines.ts'
import { checkDisk, checkInput } from './input.ts'
import { checkLakes } from './lakes.ts'
import { checkLedger } from './ledger.ts'

type Show = (finding: Finding) => void

/**
 * Reads the configuration, and looks at all that a run of its jobs needs.
 *
 * @throws UserError where the configuration cannot be read, or has no such job
 */
export async function checkJobs(request: CheckRequest, show: Show, context: Context): Promise<void> {
  const loaded = await requireConfig(request.config)
  const jobs = selectJobs(loaded.config, request.jobs, loaded.shown)
  show(fine(loaded.shown, `${counted(jobs.length, 'job')}, no mistakes`))
  await checkRun(jobs, { request, loaded, show }, context)
}

/** Looks at all that a run of the jobs needs, and shows each thing as soon as it is known. */
async function checkRun(
  jobs: readonly Job[],
  { request, loaded, show }: Omit<Means, 'probe'>,
  context: Context,
): Promise<void> {
  requireInput(request, jobs, loaded.path)
  const partitions = partitionsOf(request.partition, context.now())
  const probe: Probe = async (title, look) => {
    const looked = await findingOf(look, (words) => wrong(title, words))
    show('found' in looked ? fine(title, looked.found) : looked.finding)
    return 'found' in looked
  }
  const means: Means = { request, loaded, probe, show }
  const runners = new Map<Runner, StepCheck>()
  await probe('limits', async () => {
    const isHere = jobs.some((job) =>
      runHere(chooseRunners(selectEngines(job, request.engines), request.runner)),
    )
    if (isHere) checkLimits(loaded, (await allowedCpus()).length)
    return loaded.config.limits.map(describeLimits).join('; ')
  })
  if (request.ledger !== undefined) show(await checkLedger(request.ledger, context.signal))
  await checkLakes(jobs, loaded, show, context)
  for (const job of jobs) {
    context.signal.throwIfAborted()
    for (const doubt of policyDoubts(job, utcDayOf(context.now())))
      show(absent(`${job.name} · policy`, policyDoubtText(doubt)))
    await checkEngines(job, runners, means, context)
    const { service } = job
    if (service)
      await probe(`${job.name} · requests`, async () => {
        const { length } = (await readRequests(job.name, service, loaded.folder)).requests
        const due = Math.round(service.perSecond * service.seconds)
        const unloaded =
          due < length ? `, of which only the first ${due} are sent under load: raise for: or rate:` : ''
        return counted(length, 'request') + unloaded
      })
    const places = partitions.flatMap((partition) =>
      sizesOf(job, request).map((size) => ({ job, size, partition, given: request.input })),
    )
    for (const place of places) {
      const of = partitions.length === 1 ? '' : ` of ${place.partition}`
      const title = `${job.name} · input ${place.size}${of}`
      let bytes: number | undefined
      await probe(title, () =>
        showIfLong(context.terminal, title, async () => {
          const found = await checkInput(place, loaded.folder, context.signal)
          bytes = found.bytes
          return found.words
        }),
      )
      await probe(`${job.name} · disk`, () => checkDisk(job.name, bytes, resolve(request.out)))
    }
  }
}

const sizesOf = (job: Job, { input, size }: CheckRequest): string[] =>
  input === undefined ? (size === undefined ? job.sizes : [size]) : ['own']
