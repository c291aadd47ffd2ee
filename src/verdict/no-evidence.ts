import { placeKey } from '../model/record/limits.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { byTime, isCounted, isRun, ofJob, partitionsRunBy } from './evidence/eligible.ts'
import { ofSubject, type Subject } from './evidence/subject.ts'
import type { NoEvidence } from './verdict.ts'

/** Why no two records of a ledger make a comparison of the subject: the first reason that there is. */
export function noEvidenceOf(all: readonly RunRecord[], subject: Subject): NoEvidence {
  const records = all.filter(isRun)
  const { job, baseline, candidate } = subject
  if (records.length === 0) return { why: 'no-runs' }
  const named = records.filter((record) => record.job === job)
  if (named.length === 0) return { why: 'other-jobs', jobs: [...new Set(records.map((each) => each.job))] }
  const evidence = ofJob(named, job)
  if (evidence.length === 0) return { why: 'proposals' }
  const there = ofSubject(evidence, subject)
  if (there.length === 0) return { why: 'other-places', places: placesOf(evidence) }
  const [ofBaseline, ofCandidate] = [partitionsRunBy(there, baseline), partitionsRunBy(there, candidate)]
  const missing = [ofBaseline.size === 0 ? baseline : '', ofCandidate.size === 0 ? candidate : '']
  const lacking = ofCandidate.size === 0 && lackingOf(there, candidate)
  if (lacking) return { why: 'unsupported', engine: candidate, lacking }
  if (missing.some(Boolean)) {
    const present = ofBaseline.size === 0 ? candidate : baseline
    const runs = there.filter(({ trials }) => trials.some((trial) => isCounted(trial, present))).length
    return { why: 'one-side', missing: missing.filter(Boolean), runs }
  }
  if (ofBaseline.isDisjointFrom(ofCandidate))
    return { why: 'other-partitions', baseline: [...ofBaseline], candidate: [...ofCandidate] }
  return { why: 'other-input' }
}

/** What an engine lacked in its newest run, if it lacked a call there. */
const lackingOf = (records: readonly RunRecord[], engine: string): string | undefined =>
  records
    .toSorted(byTime)
    .flatMap(({ trials }) => trials.filter((trial) => trial.engine === engine))
    .findLast(({ outcome, reason }) => outcome === 'unsupported' && reason !== null)?.reason ?? undefined

const placesOf = (records: readonly RunRecord[]) => [
  ...new Map(records.map((each) => [placeKey(each), { size: each.size, limits: each.limits }])).values(),
]
