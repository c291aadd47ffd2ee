import { UserError } from '../../errors.ts'
import { sha256 } from '../../files/digest.ts'
import { describeHost } from '../../machine/host.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { describeLimits } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import { APART_HOURS, HOUR_MS } from '../../verdict/evidence/observations.ts'
import { toolVersion } from '../../version.ts'
import type { ReadyComparison } from '../trial/setup.ts'

/** What a run does, whether it is planned or recorded. */
interface Work {
  partition: string
  limits: Parameters<typeof describeLimits>[0]
  input: { sha256: string; files: number }
  engines: readonly { name: string; behaviour: string; runner: string }[]
}

const CODE_OF = 'the code of engine '

/** What makes two runs the same work, in words. */
const workOf = ({ partition, limits, input, engines }: Work): Record<string, string> => ({
  'the partition': partition,
  'the limits': describeLimits(limits),
  'the input': `${input.sha256.slice(0, 12)}, ${counted(input.files, 'file')}`,
  ...Object.fromEntries(
    engines.map(({ name, behaviour, runner }) => [
      `${CODE_OF}${name}`,
      `${behaviour.slice(0, 12)} on runner ${runner}`,
    ]),
  ),
})

const plannedWork = ({ plan, input, engines }: ReadyComparison) =>
  workOf({ ...plan, engines, input: { sha256: input.sha256, files: input.files.length } })

/** All that two runs must share for their trials to be of one record. */
export function identityOf(ready: ReadyComparison): Record<string, string> {
  const { cpuModel, cores, memoryBytes } = describeHost('none')
  const { job, blocks } = ready.plan
  const queries = ready.queries?.queries.map(({ sha256 }) => sha256)
  return {
    ...plannedWork(ready),
    'the machine': `${cores} × ${cpuModel}, ${memoryBytes} bytes of memory`,
    'the version of etl-compare': toolVersion,
    'the declaration of its tables': sha256(JSON.stringify(job.tables)).slice(0, 12),
    ...(ready.service && { 'the requests': ready.service.sha256.slice(0, 12) }),
    ...(queries && { 'the queries': sha256(queries.join()).slice(0, 12) }),
    'the order of trials': blocks.map((block) => block.join(' ')).join(', '),
  }
}

/** The first thing that one run has otherwise than another; undefined where it has all that the other has. */
const firstChange = (then: Record<string, string>, now: Record<string, string>): string | undefined =>
  Object.keys({ ...then, ...now }).find((name) => then[name] !== now[name])

/**
 * What of the baseline's work is another than an earlier run's, so that its output may be another; undefined where nothing
 * is. Candidates and what is declared of tables may have changed since.
 */
export function baselineChange(then: Record<string, string>, ready: ReadyComparison): string | undefined {
  const ofBaseline = (name: string) =>
    !['the order of trials', 'the declaration of its tables'].includes(name) &&
    (!name.startsWith(CODE_OF) || name === `${CODE_OF}${ready.plan.job.baseline}`)
  const own = (identity: Record<string, string>) =>
    Object.fromEntries(Object.entries(identity).filter(([name]) => ofBaseline(name)))
  return firstChange(own(then), own(identityOf(ready)))
}

/** Whether a record has all trials of a plan, by the same code on the same input. */
export function isComplete({ trials, ...record }: RunRecord, ready: ReadyComparison): boolean {
  const planned = ready.plan.blocks.flat()
  const ofPlan = trials.filter(({ engine }) => planned.includes(engine))
  const engines = ofPlan.map(({ engine: name, behaviour, runner }) => ({ name, behaviour, runner }))
  const isWhole = ready.engines.every(({ name }) => {
    const own = ofPlan.filter(({ engine }) => engine === name)
    const count = planned.filter((engine) => engine === name).length
    return own.length === count || own.some(({ outcome }) => outcome !== 'ok')
  })
  return isWhole && firstChange(workOf({ ...record, engines }), plannedWork(ready)) === undefined
}

/**
 * Makes sure that a run may go on from the trials of one that was interrupted.
 *
 * @throws UserError `resumeImpossible`
 */
export function requireSame(
  plan: { of: Record<string, string>; begun: string; isKept: boolean },
  ready: ReadyComparison,
  unfinished: string,
  now: Date,
): void {
  const refuse = (reason: string) => new UserError('resumeImpossible', { path: unfinished, reason })
  if (plan.isKept) throw refuse('the ledger already has what it measured')
  // Its sides would be named as too far apart.
  if (now.getTime() - Date.parse(plan.begun) > APART_HOURS * HOUR_MS)
    throw refuse(`it began at ${plan.begun}, more than ${APART_HOURS} hours ago`)
  const current = identityOf(ready)
  const changed = firstChange(plan.of, current)
  if (changed === undefined) return
  const [then, today] = [plan.of[changed] ?? 'absent', current[changed] ?? 'absent']
  throw refuse(`${changed} changed since then (then ${then}, now ${today})`)
}
