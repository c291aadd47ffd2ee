import { ofSubject, type Subject } from '../evidence/assemble.ts'
import { isRun, keysRunBy, ofJob } from '../evidence/counted.ts'
import { describeLimits } from '../plan/plan.ts'
import type { RunRecord } from '../record/schema.ts'
import { counted } from '../text.ts'
import type { Verdict } from './verdict.ts'

/** Why there is nothing to judge, and what to do about it. */
interface Nothing {
  why: string
  step: string
}

/** The verdict on what nobody compared. */
export function nothingYet(records: readonly RunRecord[], subject: Subject, asOf: string): Verdict {
  const { job, baseline, candidate, size } = subject
  const { why, step } = whyNothing(records, subject, asOf)
  return {
    subject,
    asOf,
    decision: 'measuring',
    basis: null,
    sentence: `Nothing to judge: there is no comparison of ${candidate} with ${baseline} for ${job} at ${size}: ${why}.`,
    gates: [],
    epoch: null,
    speed: null,
    machines: null,
    sizes: [],
    cost: null,
    daysNeeded: null,
    factors: [],
    notes: [],
    nextSteps: [step],
  }
}

/** Why no two records of a ledger make a comparison of the subject: the first reason that there is. */
function whyNothing(all: readonly RunRecord[], subject: Subject, asOf: string): Nothing {
  const records = all.filter(isRun)
  const { job, baseline, candidate } = subject
  const step = `etl-compare run ${job}, then etl-compare ledger add results`
  if (records.length === 0) return { why: `the ledger has no run up to ${asOf}`, step }
  const named = records.filter((record) => record.job === job)
  if (named.length === 0)
    return { why: `the ledger has no run of ${job}, but of ${some(records.map((each) => each.job))}`, step }
  const evidence = ofJob(named, job)
  if (evidence.length === 0)
    return {
      why: `all runs of ${job} were made for pull requests or on other branches, which never count`,
      step,
    }
  const there = ofSubject(evidence, subject)
  if (there.length === 0) {
    const places = some(evidence.map((each) => `${each.size} with ${describeLimits(each.limits)}`))
    return {
      why: `${job} ran at ${places}`,
      step: 'judge: { size, limits } in the policy names another of them',
    }
  }
  return (
    whyNoPair(there, baseline, candidate) ?? { why: `${candidate} read other input than ${baseline}`, step }
  )
}

/** Where one side, or a key that both have, is missing. */
function whyNoPair(records: readonly RunRecord[], baseline: string, candidate: string): Nothing | undefined {
  const [ofBaseline, ofCandidate] = [keysRunBy(records, baseline), keysRunBy(records, candidate)]
  const missing = [ofBaseline.size === 0 ? baseline : '', ofCandidate.size === 0 ? candidate : ''].filter(
    Boolean,
  )
  if (missing.length > 0)
    return {
      why: `${missing.join(' and ')} had no trial that counts in ${counted(records.length, 'run')}`,
      step: `run or record ${missing.join(' and ')} for the same keys`,
    }
  if (ofBaseline.isDisjointFrom(ofCandidate))
    return {
      why: `${baseline} ran for keys ${some(ofBaseline)}, ${candidate} for ${some(ofCandidate)}`,
      step: 'run or record both for the same key',
    }
  return undefined
}

const MOST = 3

/** `a, b, c and 4 others`, each once. */
function some(texts: Iterable<string>): string {
  const unique = [...new Set(texts)]
  const rest = unique.length - MOST
  return `${unique.slice(0, MOST).join(', ')}${rest > 0 ? ` and ${counted(rest, 'other')}` : ''}`
}
