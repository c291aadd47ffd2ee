import { geometricMean } from '../../statistics/sample.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import type { CandidateRow, CandidateStanding, JobStanding } from '../model/overview.ts'
import { GROUPS, type Group } from '../model/shared.ts'

type Ranked = Pick<CandidateStanding, 'group' | 'ratio'>

/** Of a job's candidates, the one nearest to taking over decides where the job stands. */
const NEAREST: readonly Group[] = ['retire', 'measure', 'fix', 'keep', 'nothing']

const nearestOf = (candidates: readonly Ranked[]): Group =>
  NEAREST.find((group) => candidates.some((each) => each.group === group)) ?? 'nothing'

/** Those first that decide where the job stands, then by what is to be done about them; of each the quickest. */
function leadingFirst<Row extends Ranked>(candidates: readonly Row[]): Row[] {
  const nearest = nearestOf(candidates)
  const rank = ({ group }: Row) => (group === nearest ? -1 : GROUPS.indexOf(group))
  const time = ({ ratio }: Row) => ratio?.value ?? Number.MAX_VALUE
  return candidates.toSorted((a, b) => rank(a) - rank(b) || time(a) - time(b))
}

/** What is to be done about a candidate: no number of days closes a difference, or makes a bug evidence for the baseline. */
function groupOf(verdict: Verdict): Group {
  if (verdict.decision === 'nothing' || verdict.decision === 'retire') return verdict.decision
  if (verdict.basis === 'fix-candidate' || verdict.gates.parity.state === 'fail') return 'fix'
  return verdict.decision === 'keep' ? 'keep' : 'measure'
}

/** Where a candidate stands. */
export const candidateStandingOf = (verdict: Verdict) => ({
  group: groupOf(verdict),
  verdict,
  ratio: ratioOf(verdict),
})

/** Where a job stands, and its candidates in their order. */
export const standingOf = <Row extends Ranked>(candidates: readonly Row[]) => ({
  group: nearestOf(candidates),
  candidates: leadingFirst(candidates),
})

/** Jobs in the order of what is to be done about them, then by name. */
export const byGroup = (a: JobStanding, b: JobStanding): number =>
  GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || (a.name < b.name ? -1 : 1)

/** Where jobs stand, by verdicts alone. */
export const jobStandingsOf = (
  jobs: readonly { name: string; baseline: string; verdicts: readonly Verdict[] }[],
): JobStanding[] =>
  jobs
    .map(({ name, baseline, verdicts }) => ({
      name,
      baseline: { name: baseline },
      ...standingOf(
        verdicts.map((verdict) => ({
          engine: { name: verdict.subject.candidate },
          ...candidateStandingOf(verdict),
        })),
      ),
    }))
    .toSorted(byGroup)

function ratioOf(verdict: Verdict): CandidateRow['ratio'] {
  if (verdict.decision === 'nothing') return null
  const { speed, parity, failures } = verdict.gates
  const { series, ratio } = speed
  if (series.length === 0) return null
  return {
    value: ratio?.value ?? geometricMean(series.map((each) => each.ratio)),
    interval: ratio?.interval ?? null,
    n: series.length,
    isVoid:
      parity.state === 'fail' || failures.state === 'fail' || failures.recent.count > failures.recent.allowed,
  }
}
