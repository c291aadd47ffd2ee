import type { State } from './forms.ts'
import type { Factor, Judged } from './verdict.ts'

/** The decision framework's five factors, each with the side that it favours. They decide nothing. */
export function factorsOf(verdict: Omit<Judged, 'factors'>): Factor[] {
  const { gates, declared } = verdict
  return [
    { name: 'data volume', favours: sideOf(gates.capacity.state) },
    { name: 'processing frequency', favours: frequency(verdict) },
    { name: 'infrastructure', favours: infrastructure(verdict) },
    // People weigh it themselves: words are shown, not judged.
    { name: 'team expertise', favours: declared.skills.length > 0 ? 'neither' : 'unknown' },
    { name: 'performance requirements', favours: sideOf(gates.speed.state) },
  ]
}

const sideOf = (state: State): Factor['favours'] =>
  state === 'pass' ? 'candidate' : state === 'fail' ? 'baseline' : 'unknown'

function frequency({
  gates: { speed, cost },
  declared: { runsPerDay },
}: Omit<Judged, 'factors'>): Factor['favours'] {
  const interval = speed.bounds.find(({ what }) => what === 'ratio')?.interval
  if (runsPerDay === null || !interval) return 'unknown'
  // What takes less time and costs more favours neither.
  if (interval.upper < 1) return (cost.facts?.mean.saved.value ?? 0) < 0 ? 'neither' : 'candidate'
  return interval.lower > 1 ? 'baseline' : 'neither'
}

/** That both ran on one machine says nothing for either: what counts is how many each has in production. */
function infrastructure({
  gates: { parity },
  declared: { nodes },
}: Omit<Judged, 'factors'>): Factor['favours'] {
  if (parity.state !== 'pass' || nodes === null) return 'unknown'
  if (nodes.candidate === nodes.baseline) return 'neither'
  return nodes.candidate < nodes.baseline ? 'candidate' : 'baseline'
}
