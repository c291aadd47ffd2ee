import { counted } from '../text.ts'
import { failedGate, openGates } from './decision.ts'
import type { Gate, Verdict, VerdictFacts } from './verdict.ts'
import { listed, moreDays, speedText } from './words.ts'

/** The verdict as one says it to a colleague. No estimate without its interval; no failure rate of 0 %. */
export function sentenceOf(verdict: VerdictFacts): string {
  const sentence = SENTENCES[verdict.decision](verdict)
  return `${sentence}${machinesText(verdict)}`
}

const SENTENCES = { retire, keep, measuring }

function retire({ subject: { baseline, candidate }, epoch, speed, gates }: VerdictFacts): string {
  const days = counted(epoch?.completeDays.length ?? 0, 'day')
  return `Retire ${baseline}: over ${days} ${candidate} delivered the same data${exceptText(gates)} and ${speedText(speed)}.`
}

/** Waivers and declarations stand in the sentence: who reads no further must know of them. */
function exceptText(gates: readonly Gate[]): string {
  const { waived, declared = [] } = gates.find(({ name }) => name === 'parity') ?? {}
  const rest = declared.length > MOST_NAMED ? ` and ${declared.length - MOST_NAMED} more` : ''
  const excepted = [
    ...(declared.length > 0 ? [`what is declared (${declared.slice(0, MOST_NAMED).join(', ')}${rest})`] : []),
    ...(waived ? [`what is ${waived}`] : []),
  ]
  return excepted.length > 0 ? `, but for ${excepted.join(' and ')},` : ''
}

const MOST_NAMED = 3

function keep({ subject: { baseline, candidate }, basis, gates, speed, epoch }: VerdictFacts): string {
  const failed = failedGate(gates)
  if (basis === 'fix-candidate')
    return `Fix ${candidate} first: ${failed?.evidence}. That says nothing in favour of ${baseline}.`
  if (basis === 'undecided')
    return `Not decided after ${counted(epoch?.completeDays.length ?? 0, 'day')}: ${undecided(gates)}. Keep ${baseline} for now; that is no evidence for it.`
  if (failed?.name === 'speed') return `Keep ${baseline}: ${candidate} ${speedText(speed)}.`
  return `Keep ${baseline}: ${candidate} does not pass on ${failed?.name}: ${failed?.evidence}.`
}

function measuring({
  subject: { baseline, candidate },
  daysNeeded,
  epoch,
  gates,
  speed,
}: VerdictFacts): string {
  const days = counted(epoch?.days.length ?? 0, 'day')
  const open = openGates(gates)
  const names = `${listed(open.map(({ name }) => name))} ${open.length === 1 ? 'is' : 'are'} open`
  const blocked = open.filter(({ needs }) => !needs)
  const head = blocked.length > 0 ? '' : daysText(daysNeeded)
  const work = blocked.map(({ name, missing }) => ` No number of days closes ${name}: it needs ${missing}.`)
  return `Keep measuring${head}: after ${days} of ${baseline} beside ${candidate}, ${names}.${work.join('')} So far ${candidate} ${speedText(speed)}.${tooLong(daysNeeded, open)}`
}

function daysText(needed: Verdict['daysNeeded']): string {
  if (!needed || needed.least > needed.left) return ''
  const { least, most, left } = needed
  if (most === null || most > left) return `, at least ${moreDays(least)}`
  return least === most ? `, about ${moreDays(least)}` : `, about ${least} to ${moreDays(most)}`
}

/** Where the window will probably be full before anything is decided. How many days it would take, nobody knows so far ahead. */
function tooLong(needed: Verdict['daysNeeded'], open: readonly Gate[]): string {
  if (!needed || needed.least <= needed.left) return ''
  const left = needed.left === 0 ? 'no days' : counted(needed.left, 'day')
  const slowest = open.toSorted((a, b) => (b.needs?.least ?? 0) - (a.needs?.least ?? 0))[0]
  return slowest?.name === 'speed'
    ? ` The window has ${left} left, which will probably not suffice at this spread: it would end undecided.`
    : ` The window has ${left} left, and ${slowest?.name} needs ${moreDays(needed.least)}.`
}

/** What kept it open: what needs somebody's work, an interval on both sides of the bound, else too few days. */
function undecided(gates: readonly Gate[]): string {
  const open = openGates(gates).filter(({ name }) => name !== 'window')
  const work = open.find(({ needs }) => !needs)
  if (work) return `${work.name} needs ${work.missing}`
  const window = gates.find(({ name }) => name === 'window')
  const chosen = open.find(({ name }) => name === 'speed') ?? window
  return `${chosen?.name}: ${chosen?.evidence}`
}

/** A ratio of two engines on two kinds of machine is one of both. */
function machinesText({ machines, subject: { baseline, candidate } }: VerdictFacts): string {
  return machines
    ? ` They ran on different machines: ${baseline} on ${listed(machines.baseline)}, ${candidate} on ${listed(machines.candidate)}.`
    : ''
}
