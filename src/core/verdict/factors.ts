import { platformOf } from '../config/platforms.ts'
import type { Policy } from '../config/policy.ts'
import { moneyRange } from '../cost/money.ts'
import { describeLimits } from '../plan/plan.ts'
import { counted } from '../text.ts'
import { formatBytes } from '../units/bytes.ts'
import { formatDuration } from '../units/duration.ts'
import { crossoverText } from './sizes.ts'
import type { Factor, Gate, GateName, VerdictFacts } from './verdict.ts'
import { listed } from './words.ts'

/** The decision framework's five factors, each with the side that it favours and its evidence. They decide nothing. */
export function factorsOf(verdict: VerdictFacts, policy: Policy): Factor[] {
  return [
    volume(verdict, policy),
    frequency(verdict, policy),
    infrastructure(verdict, policy),
    expertise(verdict, policy),
    performance(verdict),
  ]
}

const gateOf = ({ gates }: VerdictFacts, name: GateName): Gate | undefined =>
  gates.find((gate) => gate.name === name)

const sideOf = (gate: Gate | undefined): Factor['favours'] =>
  gate?.state === 'pass' ? 'candidate' : gate?.state === 'fail' ? 'baseline' : 'unknown'

function volume(verdict: VerdictFacts, { volumeBytes, growth }: Policy): Factor {
  const gate = gateOf(verdict, 'capacity')
  const evidence = [
    volumeBytes === undefined ? '' : `${formatBytes(volumeBytes)} a run${growthText(growth)}`,
    gate?.evidence ?? '',
    crossoverText(verdict),
  ]
  return { name: 'data volume', favours: sideOf(gate), evidence: evidence.filter(Boolean).join('; ') }
}

/** How long the headroom of twice the volume lasts. */
function growthText(growth: number | undefined): string {
  if (growth === undefined) return ''
  const percent = Math.round(growth * 100)
  if (growth <= 0) return `, ${percent} % a year`
  return `, growing ${percent} % a year: twice that in ${(Math.LN2 / Math.log1p(growth)).toFixed(1)} years`
}

function frequency({ speed, cost, subject }: VerdictFacts, { runsPerDay }: Policy): Factor {
  const name = 'processing frequency'
  if (runsPerDay === undefined) return { name, favours: 'unknown', evidence: 'runsPerDay: is not declared' }
  const interval = speed?.bounds.find(({ what }) => what === 'ratio')?.interval
  const daily = runsPerDay * (speed?.baselineSeconds ?? 0)
  const time = interval && savingOf(daily * (1 - interval.upper), daily * (1 - interval.lower))
  const bill =
    cost &&
    savingOf(
      runsPerDay * (cost.baseline - cost.candidate.upper),
      runsPerDay * (cost.baseline - cost.candidate.lower),
    )
  const evidence = [
    `${counted(runsPerDay, 'run')} a day`,
    time ? savingText(`${subject.candidate} needs`, time, durationRange) : 'no interval of times yet',
    bill &&
      savingText(`${subject.candidate} is billed`, bill, (least, most) =>
        moneyRange(least, most, cost.currency),
      ),
  ]
  return { name, favours: time?.favours ?? 'unknown', evidence: evidence.filter(Boolean).join('; ') }
}

/** What the candidate saves in a day, least and most; what it adds where the baseline is favoured. */
interface Saving {
  favours: 'candidate' | 'baseline' | 'neither'
  least: number
  most: number
}

function savingOf(least: number, most: number): Saving {
  if (least > 0) return { favours: 'candidate', least, most }
  return most < 0 ? { favours: 'baseline', least: -most, most: -least } : { favours: 'neither', least, most }
}

function savingText(
  who: string,
  { favours, least, most }: Saving,
  range: (least: number, most: number) => string,
): string {
  if (favours === 'neither') return `${who} no more and no less, as far as is shown`
  return `${who} ${range(least, most)} a day ${favours === 'candidate' ? 'less' : 'more'}`
}

const durationRange = (least: number, most: number): string =>
  `${formatDuration(least)} to ${formatDuration(most)}`

/** That both ran on one machine says nothing for either: what counts is how many each has in production. */
function infrastructure({ subject, gates, machines }: VerdictFacts, policy: Policy): Factor {
  const { baseline, candidate, limits } = subject
  const isEqual = gates.some(({ name, state }) => name === 'parity' && state === 'pass')
  const did = isEqual ? `${candidate} did the same work` : `${candidate} ran`
  const place = machines
    ? `on ${listed(machines.candidate)}, where ${baseline} has ${listed(machines.baseline)}`
    : `on one machine with ${describeLimits(limits)}, as ${baseline} did`
  const [ofBaseline, ofCandidate] = [platformOf(policy, baseline), platformOf(policy, candidate)]
  const nodes =
    ofBaseline && ofCandidate
      ? `in production ${baseline} has ${counted(ofBaseline.nodes, 'node')}, ${candidate} ${ofCandidate.nodes}`
      : 'platforms: are not declared'
  return {
    name: 'infrastructure',
    favours: isEqual ? sideOfNodes(ofBaseline?.nodes, ofCandidate?.nodes) : 'unknown',
    evidence: `${did} ${place}; ${nodes}`,
  }
}

function sideOfNodes(ofBaseline: number | undefined, ofCandidate: number | undefined): Factor['favours'] {
  if (ofBaseline === undefined || ofCandidate === undefined) return 'unknown'
  return ofCandidate < ofBaseline ? 'candidate' : ofCandidate > ofBaseline ? 'baseline' : 'neither'
}

/** People weigh it themselves: words are shown, not judged. */
function expertise({ subject }: VerdictFacts, { skills }: Policy): Factor {
  const told = [subject.baseline, subject.candidate].flatMap((engine) =>
    Object.hasOwn(skills, engine) ? [`${engine}: ${skills[engine]}`] : [],
  )
  return {
    name: 'team expertise',
    favours: told.length > 0 ? 'neither' : 'unknown',
    evidence: told.join('; ') || 'skills: are not declared',
  }
}

function performance(verdict: VerdictFacts): Factor {
  const gate = gateOf(verdict, 'speed')
  return { name: 'performance requirements', favours: sideOf(gate), evidence: gate?.evidence ?? '' }
}
