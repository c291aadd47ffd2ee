import type { Gate, GateName, Verdict, VerdictFacts } from './verdict.ts'
import { speedText } from './words.ts'

/** The verdict as one says it to a colleague. No estimate without its interval; no failure rate of 0 %. */
export function sentenceOf(verdict: VerdictFacts): string {
  if (verdict.decision === 'retire') return retire(verdict)
  return verdict.decision === 'keep' ? keep(verdict) : measuring(verdict)
}

function retire({ subject: { baseline, candidate }, epoch, speed, gates }: VerdictFacts): string {
  const days = epoch?.days.length ?? 0
  return `Retire ${baseline}: over ${days} days ${candidate} delivered the same data${waivedText(gates)} and ${speedText(speed)}.`
}

/** A waiver stands in the sentence: who reads no further must know of it. */
const waivedText = (gates: readonly Gate[]): string => {
  const { waived } = gates.find(({ name }) => name === 'parity') ?? {}
  return waived ? `, but for what is ${waived},` : ''
}

function keep({ subject: { baseline, candidate }, basis, gates, speed, epoch }: VerdictFacts): string {
  const failed = gateThat(gates, 'fail', ['parity', 'failures', 'speed', 'capacity', 'cost', 'window'])
  if (basis === 'fix-candidate')
    return `Mend ${candidate} first: ${failed?.evidence}. That says nothing in favour of ${baseline}.`
  if (basis === 'undecided')
    return `Not decided after ${epoch?.days.length} days: ${undecided(gates)}. Keep ${baseline} for now; that is no evidence for it.`
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
  const days = epoch?.days.length ?? 0
  const soFar = ` So far ${candidate} ${speedText(speed)}.`
  const open = gates.filter(({ deciding, state }) => deciding && state === 'not yet').map(({ name }) => name)
  return `Keep measuring${daysText(daysNeeded)}: after ${days} ${days === 1 ? 'day' : 'days'} of ${baseline} beside ${candidate}, ${listed(open)} ${open.length === 1 ? 'is' : 'are'} open.${soFar}${tooLong(daysNeeded)}`
}

function daysText(needed: Verdict['daysNeeded']): string {
  if (!needed) return ''
  const { least, most, left } = needed
  const days = (count: number) => `${count} more ${count === 1 ? 'day' : 'days'}`
  if (least > left) return ''
  if (most === null || most > left) return `, at least ${days(least)}`
  return least === most ? `, about ${days(least)}` : `, about ${least} to ${days(most)}`
}

/** Where the window will be full before anything is decided. */
function tooLong(needed: Verdict['daysNeeded']): string {
  if (!needed || needed.least <= needed.left) return ''
  return ` At this spread about ${needed.least} more days would be needed, and the window has ${needed.left} left: it will end undecided.`
}

/** What kept it open: a gate that time alone would not have passed, else that too few days were measured. */
function undecided(gates: readonly Gate[]): string {
  const open = gates.filter(
    ({ deciding, state, name }) => deciding && state === 'not yet' && name !== 'window',
  )
  const why = open.find(({ name, needs }) => name === 'speed' || !needs)
  const chosen = why ?? gates.find(({ name }) => name === 'window')
  return `${chosen?.name}: ${chosen?.evidence}`
}

const gateThat = (gates: readonly Gate[], state: Gate['state'], order?: GateName[]): Gate | undefined =>
  order
    ? order.flatMap((name) =>
        gates.filter((gate) => gate.name === name && gate.deciding && gate.state === state),
      )[0]
    : gates.find((gate) => gate.deciding && gate.state === state && gate.name !== 'window')

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
