import { z } from 'zod'
import type { Job } from '../model/config/model.ts'
import { platformOf } from '../model/config/platforms.ts'
import type { Clock } from '../model/measures/clock.ts'
import { deployment, together } from '../model/record/deployment.ts'
import { placeKey } from '../model/record/limits.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { SIDES, type Side } from '../model/record/sides.ts'
import { limits } from '../model/record/trial-schema.ts'
import { geometricMean } from '../statistics/sample.ts'
import { withClusterNodes } from './billing/cluster-nodes.ts'
import { sideBilling } from './billing/side-billing.ts'
import { type Epoch, frameOf } from './epochs.ts'
import { type Comparison, failedAlone } from './evidence/comparison.ts'
import { ofJob } from './evidence/eligible.ts'
import type { Subject } from './evidence/subject.ts'
import { type Past, pastOf } from './past.ts'
import { hasTimes, isSideBySide, timesOfSide } from './speed/observed.ts'

const count = z.int().min(0)

/** In how many comparisons each side came out ahead; those left over were equal or have no figure. */
const tally = z.strictObject({ candidate: count, baseline: count })
type Tally = z.infer<typeof tally>

/** What a ledger says of one candidate at one size and limits on one class of machines: counts, no verdict. */
export const measured = z.strictObject({
  job: z.string(),
  baseline: z.string(),
  candidate: z.string(),
  size: z.string(),
  limits,
  /** Classes of the machines that both sides ran on, as records name them. */
  hostClass: z.string(),
  /** What ran each side's program, and whether on one machine. */
  deployments: z.strictObject({ baseline: deployment, candidate: deployment }),
  /** Geometric mean of the inputs' bytes; null where no record says how many. */
  inputBytes: z.number().nullable(),
  comparisons: count,
  /** By the judged clock, of comparisons with a time on both sides whose outputs do not differ. */
  faster: tally,
  /** Candidate/baseline, the geometric mean; null without a time on both sides. */
  ratio: z.number().nullable(),
  /** By what was billed, else by the prices of the declared platforms; null where either has none. */
  cheaper: tally.nullable(),
  /** Comparisons in which that side failed alone. */
  failedAlone: tally,
  /** Comparisons in which outputs of both sides were compared, and those in which they are the same data. */
  compared: count,
  same: count,
})

export type Measured = z.infer<typeof measured>

/** A candidate's past at one size and limits. */
export interface SubjectPast {
  subject: Subject
  past: Past
}

type MeasuredJob = Pick<Job, 'name' | 'baseline' | 'tables' | 'policy'> & { engines: Record<string, unknown> }

/**
 * What was measured of a job's candidates, smallest input first. Of each place, the newest codes of both sides.
 *
 * @param records of any jobs
 * @param asOf last UTC day whose evidence counts
 * @param known pasts that were made already, of these records up to this day
 */
export function measuredOf(
  records: readonly RunRecord[],
  job: MeasuredJob,
  asOf: string,
  known: readonly SubjectPast[] = [],
): Measured[] {
  const key = (subject: Subject) => `${subject.candidate} ${placeKey(subject)}`
  const pasts = new Map(known.map(({ subject, past }) => [key(subject), past]))
  const candidates = Object.keys(job.engines).filter((engine) => engine !== job.baseline)
  return smallestFirst(
    candidates.flatMap((candidate) =>
      placesOf(ofJob(records, job.name)).flatMap(({ size, limits: at }) => {
        const subject = { job: job.name, baseline: job.baseline, candidate, size, limits: at }
        const past = pasts.get(key(subject)) ?? pastOf(records, subject, job, asOf)
        return measuredAt(subject, past.judged, job.policy)
      }),
    ),
  )
}

export const smallestFirst = (rows: readonly Measured[]): Measured[] =>
  rows.toSorted((a, b) => (a.inputBytes ?? 0) - (b.inputBytes ?? 0))

/** A row a class of machines; none without a comparison. */
export function measuredAt(
  subject: Subject,
  epoch: Epoch | undefined,
  policy: MeasuredJob['policy'],
): Measured[] {
  if (!epoch) return []
  const byClass = Map.groupBy(epoch.comparisons, classOf)
  return [...byClass].map(([hostClass, comparisons]) => {
    const deployments = {
      baseline: together(comparisons.map(({ baseline }) => baseline.deployment)),
      candidate: together(comparisons.map(({ candidate }) => candidate.deployment)),
    }
    const billed = withClusterNodes(policy, subject, deployments)
    return {
      ...subject,
      hostClass,
      deployments,
      ...tallied(comparisons, subject, billed, frameOf(epoch).judged),
    }
  })
}

/** Sizes and limits that anything ran at, each once. */
const placesOf = (records: readonly RunRecord[]): Pick<RunRecord, 'size' | 'limits'>[] => [
  ...new Map(records.map(({ size, limits }) => [placeKey({ size, limits }), { size, limits }])).values(),
]

const classOf = ({ baseline, candidate }: Comparison): string =>
  [...new Set([...baseline.hostClasses, ...candidate.hostClasses])].toSorted().join(' and ')

/** Times whose ratio is closer to 1 than this are equal: no clock of ours tells them apart. */
const EQUAL = 1e-9

function tallied(
  comparisons: readonly Comparison[],
  subject: Subject,
  policy: MeasuredJob['policy'],
  judged: Clock,
): Omit<Measured, keyof Subject | 'hostClass' | 'deployments'> {
  const alike = comparisons.filter(({ parity }) => parity.state !== 'fail')
  const timed = alike
    .filter(isSideBySide)
    .filter((each) => hasTimes(each, judged, 'baseline') && hasTimes(each, judged, 'candidate'))
  const seconds = timed.map((each) => ({
    baseline: geometricMean(timesOfSide(each, judged, 'baseline')),
    candidate: geometricMean(timesOfSide(each, judged, 'candidate')),
  }))
  const [baseline, candidate] = SIDES.map((side) =>
    sideBilling(timed, side, platformOf(policy, subject[side]), judged),
  )
  const bills =
    baseline && candidate && baseline.currency === candidate.currency
      ? timed.map((each) => ({ baseline: baseline.billOf(each), candidate: candidate.billOf(each) }))
      : null
  const sizes = comparisons.map(({ input }) => input.bytes).filter((bytes) => bytes > 0)
  const alone = (a: Side, b: Side) => comparisons.filter((each) => failedAlone(each[a], each[b])).length
  const inState = (state: Comparison['parity']['state']) =>
    comparisons.filter(({ parity }) => parity.state === state).length
  return {
    inputBytes: sizes.length > 0 ? geometricMean(sizes) : null,
    comparisons: comparisons.length,
    faster: lessOf(seconds),
    ratio: seconds.length > 0 ? geometricMean(seconds.map((each) => each.candidate / each.baseline)) : null,
    cheaper: bills && lessOf(bills),
    failedAlone: { candidate: alone('candidate', 'baseline'), baseline: alone('baseline', 'candidate') },
    compared: inState('pass') + inState('fail'),
    same: inState('pass'),
  }
}

/** Who needed less, and how often. */
const lessOf = (pairs: readonly { baseline: number; candidate: number }[]): Tally => ({
  candidate: pairs.filter((each) => each.candidate < each.baseline * (1 - EQUAL)).length,
  baseline: pairs.filter((each) => each.baseline < each.candidate * (1 - EQUAL)).length,
})
