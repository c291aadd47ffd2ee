import type { WeighedFactor } from '../../advice/advise.ts'
import type { Overhead } from '../../advice/context.ts'
import { MOST_TIMES_MEMORY } from '../../advice/factors/volume.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { binaryBytes } from '../../plan/plan.ts'
import { moneyText } from '../../pricing/money.ts'
import { counted } from '../../text/text.ts'
import { HEADROOM } from '../../verdict/headroom.ts'
import { agesText } from '../verdict/listed-prices.ts'
import { linesOfPrices } from '../verdict/prices.ts'

type Facts<Name extends WeighedFactor['name']> = Extract<WeighedFactor, { name: Name }>['facts']

const DAY_SECONDS = 86_400

/** What a factor rests on: what is declared, what follows from it, and what is missing. */
export function weighedText(factor: WeighedFactor): string {
  switch (factor.name) {
    case 'data volume':
      return volumeText(factor.facts)
    case 'processing frequency':
      return frequencyText(factor.facts)
    case 'infrastructure':
      return infrastructureText(factor.facts)
    case 'team expertise':
      return expertiseText(factor.facts)
    case 'performance requirements':
      return performanceText(factor.facts)
  }
}

/** The prices of what it calculates, a line each; none where it calculates nothing. */
export function factorPrices({ facts }: WeighedFactor, baseline: string): string[] {
  const floor = 'floorAYear' in facts ? facts.floorAYear : null
  return floor ? linesOfPrices(floor.prices, { baseline, candidate: floor.engine }) : []
}

function volumeText({ volumeBytes, memoryBytes, times, growth, yearsLeft }: Facts<'data volume'>): string {
  if (volumeBytes === null) return 'the input of one run is not declared (volume, or --volume)'
  const size = `${formatBytes(volumeBytes)} a run`
  if (memoryBytes === null || times === null)
    return `${size}; the memory of the candidate's node is not declared (platforms, or --memory)`
  const memory = binaryBytes(memoryBytes, ' ')
  if (HEADROOM * times <= 1)
    return `${size}: ${HEADROOM === 2 ? 'twice' : `${HEADROOM} times`} that fits into ${memory} of memory${lastingText(growth, yearsLeft)}`
  const ratio = Number(times.toPrecision(2))
  return times > MOST_TIMES_MEMORY
    ? `${size} is ${ratio} times the ${memory} of one node, more than ${MOST_TIMES_MEMORY} times (a rule of thumb)`
    : `${size} is ${ratio} times the ${memory} of one node: it depends on how much of it the job holds at once`
}

function lastingText(growth: number | null, yearsLeft: number | null): string {
  if (growth === null) return ''
  const percent = `${Math.round(Math.abs(growth) * 100)} % a year`
  return yearsLeft === null
    ? `, ${growth < 0 ? 'shrinking' : 'growing'} ${percent}`
    : `, for ${Number(yearsLeft.toPrecision(2))} more years at a growth of ${percent}`
}

function frequencyText({ runsPerDay, overhead, floorAYear, isWarm }: Facts<'processing frequency'>): string {
  if (runsPerDay === null) return 'how often it runs is not declared (runsPerDay, or --runs-per-day)'
  const runs = `${counted(runsPerDay, 'run')} a day`
  if (isWarm) return `${runs} on a cluster that runs anyway: no start-up is saved`
  const { baseline, candidate } = overhead
  if (!baseline)
    return `${runs}; start-up and idle time of the baseline's platform are not declared (platforms, or --startup and --idle)`
  const rest = candidate
    ? `, against ${overheadText(candidate)} of the candidate's`
    : ' (none is declared for the candidate)'
  const daily = { ...baseline, lower: baseline.lower * runsPerDay, upper: baseline.upper * runsPerDay }
  const isFull = daily.lower >= DAY_SECONDS
  return `${runs}, each with ${overheadText(baseline)} of start-up and idle time${rest}: ${rangeOf(daily)} a day${isFull ? ', more than a day has' : ''}${floorText(floorAYear)}`
}

function floorText(floor: Facts<'processing frequency'>['floorAYear']): string {
  if (!floor) return ''
  const { currency, baseline, candidate, prices } = floor
  return `; before any work, a year costs ${moneyText(baseline, currency)}, against ${moneyText(candidate, currency)} for the candidate's platform; ${agesText(prices)}`
}

const overheadText = (overhead: Overhead): string =>
  overhead.by === 'declared' ? rangeOf(overhead) : `${rangeOf(overhead)} (as published, not declared)`

function rangeOf({ lower, upper }: Overhead): string {
  if (lower === upper) return formatDuration(lower)
  return lower === 0
    ? `up to ${formatDuration(upper)}`
    : `${formatDuration(lower)} to ${formatDuration(upper)}`
}

function infrastructureText({ platform, nodes }: Facts<'infrastructure'>): string {
  const on = platform === null ? '' : `${platform}; `
  return nodes
    ? `${on}${counted(nodes.baseline.count, 'node')} for the baseline${assumedText(nodes.baseline)}, ${nodes.candidate.count} for the candidate${assumedText(nodes.candidate)}`
    : `${on}the number of nodes is not declared (platforms, or --nodes)`
}

const assumedText = ({ isAssumed }: { isAssumed: boolean }): string => (isAssumed ? ' (assumed)' : '')

const expertiseText = ({ skills }: Facts<'team expertise'>): string =>
  skills.map(({ engine, text }) => `${engine}: ${text}`).join('; ') ||
  'who knows which engine is not declared (skills, or --skill)'

function performanceText({
  limitSeconds,
  startup,
  startupOfCandidate,
  bytesPerSecond,
}: Facts<'performance requirements'>): string {
  if (limitSeconds === null)
    return 'no time limit is declared (limitMinutes, or --limit): only a comparison shows the times'
  const limit = `it must finish in ${formatDuration(limitSeconds)}`
  const takes = (by: Overhead) =>
    `takes ${overheadText(by)}${by.lower >= limitSeconds ? ', which is all of it' : ''}`
  const start = [
    ...(startup ? [`; start-up alone ${takes(startup)}`] : []),
    ...(startupOfCandidate?.upper ? [`; that of the candidate ${takes(startupOfCandidate)}`] : []),
  ].join('')
  const speed =
    bytesPerSecond === null
      ? ''
      : `; one node has to process ${formatBytes(Math.round(bytesPerSecond))} a second`
  return `${limit}${start}${speed}`
}
