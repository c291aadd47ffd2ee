import { describeLimits } from '../../plan/plan.ts'
import { shellWord } from '../../text/shell.ts'
import { counted } from '../../text/text.ts'
import type { Nothing } from '../../verdict/verdict.ts'
import { firstFew, listed } from './numbers.ts'

const MOST = 3

export function nothingSentence(verdict: Nothing): string {
  const { job, baseline, candidate, size } = verdict.subject
  const where = size === 'own' ? '' : ` at size ${size}`
  return `Nothing to judge: ${job} has no comparison of ${candidate} with ${baseline}${where}, because ${whyText(verdict)}.`
}

function whyText({ noEvidence, subject: { job, baseline, candidate }, asOf }: Nothing): string {
  switch (noEvidence.why) {
    case 'no-runs':
      return `the ledger has no run up to ${asOf}`
    case 'other-jobs':
      return `the ledger has runs of ${firstFew(noEvidence.jobs, MOST)}, but none of ${job}`
    case 'proposals':
      return `all its runs were for pull requests or other branches, which never count`
    case 'other-places': {
      const places = noEvidence.places.map(({ size, limits }) => `${size} with ${describeLimits(limits)}`)
      return `it ran only at ${firstFew(places, MOST)}`
    }
    case 'one-side':
      return `${noEvidence.missing.includes(baseline) ? listed(noEvidence.missing) : candidate} had no trial that counts in ${counted(noEvidence.runs, 'run')}`
    case 'other-partitions':
      return `${baseline} ran for partitions ${firstFew(noEvidence.baseline, MOST)}, but ${candidate} for ${firstFew(noEvidence.candidate, MOST)}`
    case 'other-input':
      return `${candidate} and ${baseline} read different input`
  }
}

/** What to do about it. */
export function nothingStep({ noEvidence, subject: { job } }: Nothing): string {
  switch (noEvidence.why) {
    case 'other-places':
      return 'To judge one of these, set judge: { size, limits } in the policy.'
    case 'one-side':
      return oneSideStep(job, noEvidence.missing)
    case 'other-partitions':
      return 'Run or record both for the same partition.'
    default:
      return `Run ${runBoth(job)}.`
  }
}

const oneSideStep = (job: string, missing: readonly string[]): string =>
  `Run both over the same input: ${runBoth(job)}. Or record ${listed(missing)} where it runs: ${record(job, missing[0] ?? '')}`

/** Of a job whose baseline alone has run, and no other engine is known. */
export const aloneSentence = ({ baseline, runs }: { baseline: string; runs: number }): string =>
  `Only ${baseline} has run, for ${counted(runs, 'partition')}. A comparison needs another engine over the same input.`

export const aloneStep = (job: string): string =>
  `Add the other engine to etl-compare.yml and run both: ${runBoth(job)}. Or record it where it runs: ${record(job, 'NAME')}`

const runBoth = (job: string): string =>
  `etl-compare run ${shellWord(job)}, then etl-compare ledger add results`

/** The command that adds the other side of a partition. */
const record = (job: string, engine: string): string =>
  `etl-compare record --job ${shellWord(job)} --engine ${shellWord(engine)} --partition PARTITION -- COMMAND`
