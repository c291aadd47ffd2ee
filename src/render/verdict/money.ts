import { moneyRange } from '../../pricing/money.ts'
import type { Range } from '../../pricing/savings.ts'
import { counted } from '../../text/text.ts'
import type { Missing } from '../../verdict/money/figure.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { nodesText } from './prices.ts'

type Money = Judged['money']

const MISSING: Record<Missing, string> = {
  prices: 'prices are not declared',
  currencies: 'the sides are billed in different currencies, and nothing is converted',
  interval: 'there is no interval of the times yet',
  service: 'a service runs all the time, and only its requests were timed',
  runsPerDay: 'runsPerDay: is not set',
  migration: 'migration: is not set',
  'no-port': 'no port is needed',
  saving: 'nothing is saved',
  cores: 'no limit of cores was in force',
  carbon: 'platforms.<engine>.carbon is not set for both engines',
  'few-comparisons': 'there are too few comparisons',
  'constant-input': 'the input always has the same size',
  'weak-correlation': 'times hardly follow the size of the input (correlation below 0.7)',
}

/** Why a figure of money is missing. */
export const missingText = (reason: Missing): string => MISSING[reason]

/** What bills come to, a sentence a figure; none where no prices are declared. Of what is missing, why. */
export function moneyLines(verdict: Judged): string[] {
  const { month, breakEvenMonths } = verdict.money
  if (month.reason === 'prices' || month.reason === 'service') return []
  if (!month.value) return [`No monthly bill, because ${missingText(month.reason)}.`]
  return [
    `By the mean of ${termsText(verdict)}, ${billsText(verdict, 'month')}; ${billsText(verdict, 'year')}.${coreHoursText(verdict.money.coreHours)}`,
    ...perGbLines(verdict),
    breakEvenMonths.value
      ? `The migration pays for itself after ${monthsText(breakEvenMonths.value)}.`
      : `No break-even, because ${missingText(breakEvenMonths.reason)}.`,
  ]
}

/** `14 bills (95 % intervals; 3 nodes of spark billed for the time measured on one machine)`. */
function termsText(verdict: Judged): string {
  const { observations = 0 } = verdict.gates.cost.facts ?? {}
  const terms = ['95 % intervals', failedText(verdict), nodesText([verdict])].filter(Boolean).join('; ')
  return `${counted(observations, 'bill')} (${terms})`
}

/** What a failed run was billed, and the run that made up for it, are in no bill here. */
function failedText({ gates: { failures }, subject }: Judged): string {
  const { candidateAlone: failed } = failures
  return failed === 0
    ? ''
    : `without ${counted(failed, 'run')} in which ${subject.candidate} failed, and what made up for ${failed === 1 ? 'it' : 'them'}`
}

/** Nobody asks for it where all input has one size. */
function perGbLines(verdict: Judged): string[] {
  const { subject, money } = verdict
  const { value, reason } = money.perGb
  if (reason === 'weak-correlation') return [`No cost per GB, because ${missingText(reason)}.`]
  if (!value) return []
  const { currency, baseline, candidate } = value
  const range = ({ lower, upper }: Range) => moneyRange(lower, upper, currency)
  return [
    `A GB of input costs ${range(baseline)} with ${subject.baseline} and ${range(candidate)} with ${subject.candidate}.`,
  ]
}

/** `a month costs 118 to 121 USD with spark and 30 to 34 USD with polars: 86 to 90 USD saved.` */
function billsText({ money, subject }: Judged, time: 'month' | 'year'): string {
  const { value } = money[time]
  if (!value) return ''
  const { currency, baseline, candidate, saved } = value
  const range = (lower: number, upper: number) => moneyRange(lower, upper, currency)
  const bills = `${range(baseline.lower, baseline.upper)} with ${subject.baseline} and ${range(candidate.lower, candidate.upper)} with ${subject.candidate}`
  return `a ${time} costs ${bills}: ${savedText(saved, range)}`
}

/** What is saved, or added, or that neither is sure. */
export function savedText({ lower, upper }: Range, range: (lower: number, upper: number) => string): string {
  if (lower >= 0) return `${range(lower, upper)} saved`
  return upper <= 0
    ? `${range(-upper, -lower)} more`
    : `between ${range(-lower, -lower)} more and ${range(upper, upper)} less`
}

const coreHoursText = ({ value }: Money['coreHours']): string =>
  value ? ` Core-hours a month: ${savedText(value, hoursRange)}.` : ''

export const hoursRange = (lower: number, upper: number): string =>
  [...new Set([lower, upper].map((hours) => Number(hours.toPrecision(3)).toLocaleString('en')))].join(' to ')

/** More months are said in years. */
const MOST_MONTHS = 48

function monthsText({ lower, upper }: { lower: number; upper: number | null }): string {
  const isLong = (upper ?? lower) > MOST_MONTHS
  const text = (months: number) => Number((isLong ? months / 12 : months).toPrecision(2)).toLocaleString('en')
  const unit = isLong ? 'year' : 'month'
  if (upper === null) return `${text(lower)} ${unit}s at the earliest, or never`
  const ends = [...new Set([text(lower), text(upper)])].join(' to ')
  return `${ends} ${ends === '1' ? unit : `${unit}s`}`
}
