import { describeLimits } from '../../plan/plan.ts'
import { shellWord } from '../../text/shell.ts'
import { counted } from '../../text/text.ts'
import type { Nothing } from '../../verdict/verdict.ts'
import { givenOptions, type Invocation } from './diff-command.ts'
import { firstFew, listed } from './numbers.ts'
import type { Step } from './step.ts'

const MOST = 3

/** Why there is nothing to judge, without a full stop. */
export function nothingReason({ noEvidence, subject: { job, baseline, candidate }, asOf }: Nothing): string {
  switch (noEvidence.why) {
    case 'no-runs':
      return `${job} has no run up to ${asOf}`
    case 'other-jobs':
      return `${job} has no run: the ledger has runs of ${firstFew(noEvidence.jobs, MOST)}`
    case 'proposals':
      return `${job} has runs for pull requests or other branches only, which never count`
    case 'other-places': {
      const places = noEvidence.places.map(({ size, limits }) => `${size} with ${describeLimits(limits)}`)
      return `${job} ran only at ${firstFew(places, MOST)}`
    }
    case 'unsupported':
      return `${noEvidence.engine} cannot run the program (${noEvidence.lacking})`
    case 'one-side': {
      const { missing, runs } = noEvidence
      if (missing.length > 1) return `${listed(missing)} have no run that counts`
      const [ran, other] = missing.includes(baseline) ? [candidate, baseline] : [baseline, candidate]
      return `${ran} ran ${often(runs)}, ${other} not yet`
    }
    case 'other-partitions':
      return `${baseline} ran for partitions ${firstFew(noEvidence.baseline, MOST)}, but ${candidate} for ${firstFew(noEvidence.candidate, MOST)}`
    case 'other-input':
      return `${candidate} and ${baseline} read different input`
  }
}

/** `once`, `twice`, `5 times`. */
export const often = (count: number): string => ['', 'once', 'twice'][count] || `${count} times`

/** What to do about it. */
export function nothingSteps({ noEvidence, subject: { job } }: Nothing, invocation: Invocation): Step[] {
  switch (noEvidence.why) {
    case 'other-places':
      return [{ text: 'To judge one of these, set judge: { size, limits } in the policy.' }]
    case 'unsupported':
      return [
        {
          text: `Run both again when the program avoids that call, or a newer ${noEvidence.engine} has it:`,
          command: runBoth(job, invocation),
        },
      ]
    case 'one-side':
      return [
        { text: 'Run both over the same input:', command: runBoth(job, invocation) },
        {
          text: `Or record ${listed(noEvidence.missing)} where it runs:`,
          command: record(job, noEvidence.missing[0] ?? '', invocation),
        },
      ]
    case 'other-partitions':
      return [{ text: 'Run or record both for the same partition.' }]
    default:
      return [
        { text: 'Run both:', command: runBoth(job, invocation) },
        {
          text: 'Until there is evidence, see what the declared figures suggest:',
          command: advise(job, invocation),
        },
      ]
  }
}

/** Of a job whose baseline alone has run, and no other engine is known. */
export const aloneSentence = ({ baseline, runs }: { baseline: string; runs: number }): string =>
  `Only ${baseline} has run, for ${counted(runs, 'partition')}. A comparison needs another engine over the same input.`

export const aloneSteps = (job: string, invocation: Invocation): Step[] => [
  {
    text: 'Add the other engine to etl-compare.yml and run both:',
    command: runBoth(job, invocation),
  },
  { text: 'Or record it where it runs:', command: record(job, 'NAME', invocation) },
]

/** A run alone keeps its record in no ledger. */
export function runBoth(job: string, { config, ledger }: Invocation, ...options: string[]): string {
  const run = ['etl-compare run', shellWord(job), ...options, ...givenOptions({ config, ledger })].join(' ')
  return ledger === undefined ? `${run} && etl-compare ledger add results` : run
}

const advise = (job: string, { config }: Invocation): string =>
  ['etl-compare advise', shellWord(job), ...givenOptions({ config })].join(' ')

/** The command that adds the other side of a partition. */
const record = (job: string, engine: string, { config, ledger }: Invocation): string =>
  [
    `etl-compare record --job ${shellWord(job)} --engine ${shellWord(engine)} --partition PARTITION`,
    ...givenOptions({ config, ledger }),
    '-- COMMAND',
  ].join(' ')
