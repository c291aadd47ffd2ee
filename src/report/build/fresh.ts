import type { RunRecord } from '../../model/record/schema.ts'
import { SIDES } from '../../model/record/sides.ts'
import { resultsFolder } from '../../plan/plan.ts'
import { geometricMean } from '../../statistics/sample.ts'
import { noOutput, parityOfRecord } from '../../verdict/evidence/assemble.ts'
import { haveLimits } from '../../verdict/evidence/eligible.ts'
import type { ParityState } from '../../verdict/evidence/parity.ts'
import type { DeclaredJob } from '../../verdict/judge.ts'
import type { Change, FreshRun } from '../model/fresh.ts'
import type { History } from '../model/job.ts'
import { NOTHING_BESIDE } from './beside.ts'
import { codeChanges, ranWith } from './code-changes.ts'
import { comparisonPageOf } from './comparison.ts'
import type { CandidateState } from './judged-trials.ts'
import { marksOf } from './marks.ts'
import type { JobReport, Report } from './report.ts'
import { comparisonSlug } from './slugs.ts'

/**
 * A run that was just made, beside what the report knows of its job.
 *
 * @param job what the configuration declares of it; undefined where it declares none
 */
export function freshRunOf(
  record: RunRecord,
  report: Report,
  job: DeclaredJob | undefined,
  asOf: string,
): FreshRun {
  const known = report.jobs.find(({ page }) => page.name === record.job)
  const candidates = [
    ...new Set(record.trials.map(({ engine }) => engine).filter((name) => name !== record.baseline)),
  ]
  const marks = marksOf([candidates])
  const engines = [record.baseline, ...candidates].map(
    (name) => markIn(known, name) ?? marks(name, record.baseline),
  )
  const states = engines.slice(1).map(
    (engine): CandidateState => ({
      engine,
      parity: parityOf(record, engine.name, job, asOf),
      standing: null,
    }),
  )
  const { partition, size, limits, when } = record
  const page = comparisonPageOf(
    {
      ...{ partition, size, limits, slug: comparisonSlug(record), day: when.slice(0, 10), records: [record] },
      isOneOfSeveral: false,
      folder: resultsFolder(record.job, size, null),
    },
    engines,
    states,
    NOTHING_BESIDE,
  )
  const isSamePlace = known && known.page.size === size && haveLimits(record, known.page.limits)
  return {
    page,
    changes: engines.slice(1).map((engine): Change => {
      const history = isSamePlace
        ? known.page.histories.find((each) => each.engine.name === engine.name)
        : undefined
      const clock = page.table.find(({ measure }) => measure === `${record.judged}Ms`)
      return {
        engine,
        ratio: clock?.figures.find((figure) => figure.engine.name === engine.name)?.ratio ?? null,
        usual: history ? usualOf(history, page.slug) : null,
        newCode: isSamePlace ? newCodeOf(record, engine.name, known, page.slug) : [],
      }
    }),
  }
}

const markIn = (known: JobReport | undefined, name: string) =>
  [known?.page.baseline, ...(known?.page.candidates.map(({ engine }) => engine) ?? [])].find(
    (each) => each?.name === name,
  )

function parityOf(
  record: RunRecord,
  engine: string,
  job: DeclaredJob | undefined,
  asOf: string,
): ParityState {
  const { baseline, trials } = record
  const isBarren = (name: string) => !trials.some((each) => each.engine === name && each.outcome === 'ok')
  const barren = [baseline, engine].find(isBarren)
  if (barren !== undefined) return noOutput(barren)
  const declarations = { tables: job?.tables ?? {}, waivers: job?.policy.waivers ?? [], asOf }
  return parityOfRecord(record, { baseline, candidate: engine }, declarations)
}

/** Of the other comparisons of the judged epoch: the run itself may be in the ledger already. */
function usualOf({ epochs, points }: History, own: string): Change['usual'] {
  const judged = epochs.find(({ isJudged }) => isJudged)
  const others = points.filter(({ epoch, comparison }) => epoch === judged?.number && comparison !== own)
  const ratios = others.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]))
  if (ratios.length === 0) return null
  return {
    value: geometricMean(ratios),
    n: ratios.length,
    range: { lower: Math.min(...ratios), upper: Math.max(...ratios) },
  }
}

/** Against the newest run of the newest comparison but its own: a page has the trials of all, oldest first. */
function newCodeOf(record: RunRecord, engine: string, known: JobReport, own: string): Change['newCode'] {
  const newest = known.page.days.find(
    ({ comparison, engines }) =>
      comparison !== own && engines.some((each) => each.engine.name === engine && each.outcome !== null),
  )
  const before = known.comparisons.find(({ slug }) => slug === newest?.comparison)?.toPage()
  return SIDES.flatMap((side) => {
    const name = side === 'baseline' ? record.baseline : engine
    const then = before?.trials.findLast((trial) => trial.engine.name === name)
    const now = record.trials.find((trial) => trial.engine === name)
    return then && now ? codeChanges(side, then, ranWith(now)) : []
  })
}
