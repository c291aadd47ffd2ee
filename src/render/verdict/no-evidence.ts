import { describeLimits } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { Nothing } from '../../verdict/verdict.ts'
import { firstFew, listed } from './numbers.ts'

const MOST = 3

export function nothingSentence(verdict: Nothing): string {
  const { job, baseline, candidate, size } = verdict.subject
  return `Nothing to judge: there is no comparison of ${candidate} with ${baseline} for ${job} at ${size}: ${whyText(verdict)}.`
}

function whyText({ noEvidence, subject: { job, baseline, candidate }, asOf }: Nothing): string {
  switch (noEvidence.why) {
    case 'no-runs':
      return `the ledger has no run up to ${asOf}`
    case 'other-jobs':
      return `the ledger has runs of ${firstFew(noEvidence.jobs, MOST)}, but none of ${job}`
    case 'proposals':
      return `all runs of ${job} were made for pull requests or on other branches, which never count`
    case 'other-places': {
      const places = noEvidence.places.map(({ size, limits }) => `${size} with ${describeLimits(limits)}`)
      return `${job} ran at ${firstFew(places, MOST)}`
    }
    case 'one-side':
      return `${listed(noEvidence.missing)} had no trial that counts in ${counted(noEvidence.runs, 'run')}`
    case 'other-partitions':
      return `${baseline} ran for partitions ${firstFew(noEvidence.baseline, MOST)}, ${candidate} for ${firstFew(noEvidence.candidate, MOST)}`
    case 'other-input':
      return `${candidate} read other input than ${baseline}`
  }
}

/** What to do about it. */
export function nothingStep({ noEvidence, subject: { job } }: Nothing): string {
  switch (noEvidence.why) {
    case 'other-places':
      return 'To judge one of these, set judge: { size, limits } in the policy.'
    case 'one-side':
      return `Run or record ${listed(noEvidence.missing)} for the same partitions.`
    case 'other-partitions':
      return 'Run or record both for the same partition.'
    default:
      return `Run etl-compare run ${job}, then etl-compare ledger add results.`
  }
}
