import type { Policy } from '../config/policy.ts'
import { describeLimits } from '../plan/plan.ts'
import { formatBytes } from '../units/bytes.ts'
import { formatDuration } from '../units/duration.ts'
import type { Factor, Gate, GateName, VerdictFacts } from './verdict.ts'

/** The decision framework's five factors, each with the side that it favours and its evidence. They decide nothing. */
export function factorsOf(verdict: VerdictFacts, policy: Policy): Factor[] {
  return [
    volume(verdict, policy),
    frequency(verdict, policy),
    infrastructure(verdict),
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
  const declared =
    volumeBytes === undefined
      ? ''
      : `${formatBytes(volumeBytes)} a run${growth === undefined ? '' : `, growing ${Math.round(growth * 100)} % a year`}; `
  return { name: 'data volume', favours: sideOf(gate), evidence: `${declared}${gate?.evidence ?? ''}` }
}

function frequency({ speed, subject }: VerdictFacts, { runsPerDay }: Policy): Factor {
  const name = 'processing frequency'
  if (runsPerDay === undefined) return { name, favours: 'unknown', evidence: 'runsPerDay: is not declared' }
  const ratio = speed?.bounds.find(({ what }) => what === 'ratio')
  const { baselineSeconds } = speed ?? {}
  if (!ratio?.interval || !baselineSeconds)
    return { name, favours: 'unknown', evidence: `${runsPerDay} runs a day; no interval of times yet` }
  const { lower, upper } = ratio.interval
  const [least, most] = [1 - upper, 1 - lower].map((part) => part * baselineSeconds * runsPerDay)
  const isSaved = (least ?? 0) > 0
  const isLost = (most ?? 0) < 0
  const ends = [least ?? 0, most ?? 0]
    .map(Math.abs)
    .toSorted((a, b) => a - b)
    .map(formatDuration)
  return {
    name,
    favours: isSaved ? 'candidate' : isLost ? 'baseline' : 'neither',
    evidence:
      isSaved || isLost
        ? `${runsPerDay} runs a day: ${isSaved ? subject.candidate : subject.baseline} needs ${ends.join(' to ')} a day less`
        : `${runsPerDay} runs a day: no difference is shown`,
  }
}

function infrastructure({ subject: { limits }, gates }: VerdictFacts): Factor {
  const hasRun = gates.some(({ name, state }) => name === 'parity' && state === 'pass')
  return {
    name: 'infrastructure',
    favours: hasRun ? 'candidate' : 'unknown',
    evidence: `${hasRun ? 'it did the same work' : 'it ran'} on one machine with ${describeLimits(limits)}`,
  }
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
