import type { PolicyDoubt } from '../verdict/policy-doubts.ts'

type Words = { [Code in PolicyDoubt['code']]: (doubt: Extract<PolicyDoubt, { code: Code }>) => string }

const WORDS: Words = {
  'days-over-most': ({ days, most }) =>
    `window: days (${days}) is more than most (${most}), so it would always end undecided`,
  'days-over-within': ({ days, within }) =>
    `window: ${days} days do not fit into within: ${within} days. For a weekly job, set days, most and within`,
  'weeks-in-short-window': ({ needed, most }) =>
    `averageDays: 7 needs a window of ${needed} days or more, but most is ${most}`,
  'no-interval': ({ averageDays, needed, most }) =>
    `averageDays: ${averageDays} leaves fewer than ${needed} observations in ${most} days, so there would never be an interval`,
  'inputs-over-days': ({ minInputs, most }) =>
    `minInputs: ${minInputs} is more than ${most} days bring, at one input a day`,
  'other-margin': ({ margin, judged }) =>
    `margins: ${margin} has no effect while judged: is ${judged}; speed stays open without margins: ${judged}`,
  unpriced: ({ engines }) =>
    `margins: cost can never pass without prices in platforms: for ${engines.join(', ')}`,
  'skills-of-none': ({ engine, known }) =>
    `skills: ${engine} is not an engine of the job (it has ${known.join(', ')})`,
  'waiver-of-none': ({ owner, table, known }) =>
    `waivers: the waiver of ${owner} is for table '${table}', which is not declared (declared: ${known.join(', ') || 'none'})`,
  'waiver-expired': ({ owner, table, expires }) =>
    `waivers: the waiver of ${owner} for ${table} expired on ${expires}`,
}

/** What is doubtful about a policy, as a sentence without its full stop. */
export const policyDoubtText = (doubt: PolicyDoubt): string =>
  (WORDS[doubt.code] as (doubt: PolicyDoubt) => string)(doubt)
