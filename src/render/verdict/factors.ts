import { isCluster } from '../../model/record/deployment.ts'
import { SIDES, type Side } from '../../model/record/sides.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { describeLimits } from '../../plan/plan.ts'
import { moneyRange } from '../../pricing/money.ts'
import { counted } from '../../text/text.ts'
import type { Factor, Judged } from '../../verdict/verdict.ts'
import { capacityEvidence } from './capacity.ts'
import { listed, rangeText } from './numbers.ts'
import { nodesText } from './prices.ts'
import { isOfLatency, speedEvidence } from './speed.ts'

const WORDS: Record<Factor['name'], (verdict: Judged) => string> = {
  'data volume': volume,
  'processing frequency': frequency,
  infrastructure,
  'team expertise': ({ declared: { skills } }) =>
    skills.map(({ engine, text }) => `${engine}: ${text}`).join('; ') || 'skills: is not set',
  'performance requirements': speedEvidence,
}

const HEADING = ['factor', 'favours', 'evidence']

/** The five factors as a table, its heading first, with engines by their names. */
export function factorRows(verdict: Judged): string[][] {
  const { baseline, candidate } = verdict.subject
  const sides = { baseline, candidate, neither: 'neither', unknown: 'unknown' }
  const rows = verdict.factors.map(({ name, favours }) => [name, sides[favours], factorText(verdict, name)])
  return [HEADING, ...rows]
}

/** What a factor weighs. */
export const factorText = (verdict: Judged, name: Factor['name']): string => WORDS[name](verdict)

function volume(verdict: Judged): string {
  const { volumeBytes } = verdict.gates.capacity
  return [
    volumeBytes === null ? '' : `${formatBytes(volumeBytes)} a run${growthText(verdict.declared.growth)}`,
    capacityEvidence(verdict),
    crossoverText(verdict),
  ]
    .filter(Boolean)
    .join('; ')
}

/** How long the headroom of twice the volume lasts. */
function growthText(growth: number | null): string {
  if (growth === null) return ''
  const percent = Math.round(growth * 100)
  if (growth <= 0) return `, ${percent} % a year`
  return `, growing ${percent} % a year: twice that in ${(Math.LN2 / Math.log1p(growth)).toFixed(1)} years`
}

/** Who takes less time at which size, by the means: never said of sizes that nobody measured. */
function crossoverText({ sizes, forecast, subject: { baseline, candidate } }: Judged): string {
  const largest = sizes.at(-1)
  if (!largest) return ''
  const upTo = formatBytes(largest.bytes)
  const found = forecast.crossover
  if (found.value !== null) {
    const [above, below] = found.cheaperAbove === 'baseline' ? [baseline, candidate] : [candidate, baseline]
    return `on average, ${above} is faster above about ${formatBytes(found.value)}${crossoverInterval(found.interval)}, and ${below} below`
  }
  if (found.reason === 'one-size') return `only one size was measured, ${upTo}`
  if (found.reason === 'crosses-again') return 'on average, the faster engine changes more than once'
  if (found.reason === 'equal') return `on average, both take the same time up to ${upTo}`
  const faster = found.reason === 'candidate-cheaper' ? candidate : baseline
  return `on average, ${faster} is faster at all ${sizes.length} sizes, up to ${upTo}`
}

function crossoverInterval(
  interval: Extract<Judged['forecast']['crossover'], { interval: unknown }>['interval'],
): string {
  if (!interval) return ''
  const { lower, upper } = interval
  if (lower !== null && upper !== null) return ` (interval ${rangeText({ lower, upper }, formatBytes)})`
  return ' (the interval reaches beyond the measured sizes)'
}

function frequency(verdict: Judged): string {
  const {
    gates: { speed, cost },
    declared: { runsPerDay },
    subject: { candidate },
  } = verdict
  if (isOfLatency(verdict)) return 'a service runs all the time'
  if (runsPerDay === null) return 'runsPerDay: is not set'
  const interval = speed.bounds.find(({ what }) => what === 'ratio')?.interval
  const daily = runsPerDay * (speed.baselineSeconds ?? 0)
  const { facts } = cost
  const nodes = nodesText([verdict])
  return [
    `${counted(runsPerDay, 'run')} a day`,
    interval
      ? savingText(
          `${candidate} needs`,
          daily * (1 - interval.upper),
          daily * (1 - interval.lower),
          durationRange,
        )
      : 'no interval of times yet',
    facts
      ? `${savingText(
          `${candidate} is billed`,
          runsPerDay * facts.mean.saved.lower,
          runsPerDay * facts.mean.saved.upper,
          (least, most) => moneyRange(least, most, facts.currency),
        )}${nodes && ` (${nodes})`}`
      : '',
  ]
    .filter(Boolean)
    .join('; ')
}

/** @param least, most what the candidate saves in a day; below 0, what it adds */
function savingText(
  who: string,
  least: number,
  most: number,
  range: (least: number, most: number) => string,
): string {
  if (least > 0) return `${who} ${range(least, most)} a day less`
  if (most < 0) return `${who} ${range(-most, -least)} a day more`
  return `${who} neither provably less nor provably more a day`
}

const durationRange = (least: number, most: number): string =>
  `${formatDuration(least)} to ${formatDuration(most)}`

function infrastructure({ subject, machines, isMachineKnown, move, declared: { nodes } }: Judged) {
  const { baseline, candidate, limits } = subject
  const assumed = (side: Side) => (nodes?.assumed.includes(side) ? ' (assumed)' : '')
  const place = machines
    ? `${candidate} ran on ${listed(machines.candidate)}, ${baseline} on ${listed(machines.baseline)}`
    : isMachineKnown
      ? `${hostText(subject, move.ran)} with ${describeLimits(limits)}`
      : 'the machines are not recorded'
  const production = nodes
    ? `in production, ${baseline} has ${counted(nodes.baseline, 'node')}${assumed('baseline')}, ${candidate} ${nodes.candidate}${assumed('candidate')}`
    : 'nodes in production are unknown, because platforms: is not set for both engines'
  return `${place}; ${production}`
}

/** `both ran on one machine`; of a cluster, whose machines may be containers of one: `spark ran on a cluster, polars on one machine`. */
function hostText(subject: Judged['subject'], ran: Judged['move']['ran']): string {
  const [baseline, candidate] = SIDES.map((side) =>
    isCluster(ran[side].place) ? 'a cluster' : 'one machine',
  )
  return baseline === candidate
    ? `both ran on ${baseline}`
    : `${subject.baseline} ran on ${baseline}, ${subject.candidate} on ${candidate}`
}
