import { createHash } from 'node:crypto'
import { combineMeasures, type Measures } from '../model/measures/combine.ts'
import { unmeasured } from '../model/measures/measure.ts'
import { RECORD_VERSION, type RunRecord, type TableFinding, type Trial } from '../model/record/schema.ts'
import { SIMULATED_TOOL } from '../model/record/simulated.ts'
import { dayAfter } from '../model/units/day.ts'
import { blockOrder } from '../plan/order.ts'
import { type Random, seededRandom } from './random.ts'
import { BASELINE, type Scenario, type SimulatedCandidate, TABLE } from './scenario.ts'

const SIMULATED = 'simulated, not measured'
const BASELINE_PEAK = 3_000_000_000

/** The run records that a scenario's days leave, oldest first; the same for the same seed. */
export function simulateRecords(scenario: Scenario, seed: string): RunRecord[] {
  const random = seededRandom(seed)
  const state = new Map(scenario.candidates.map(({ name }) => [name, 0]))
  const days = Array.from({ length: scenario.days }, (_, index) => index + 1)
  return days.flatMap((day) => {
    const record = simulateDay(scenario, day, state, { seed, random })
    return scenario.missing.includes(day) ? [] : [record]
  })
}

function simulateDay(
  scenario: Scenario,
  day: number,
  state: Map<string, number>,
  { seed, random }: { seed: string; random: Random },
): RunRecord {
  const partition = dayOf(scenario.from, day)
  const present = scenario.candidates.filter(({ since }) => day >= since)
  const grown = (1 + scenario.growth) ** ((day - 1) / 365)
  const shared = scenario.dayNoise * random.normal()
  const logs = new Map<string, number>([
    [BASELINE, Math.log(scenario.baselineSeconds * 1000 * grown) + shared],
  ])
  for (const each of scenario.candidates) {
    const noise = nextNoise(each, state.get(each.name) ?? 0, random)
    state.set(each.name, noise)
    logs.set(each.name, (logs.get(BASELINE) ?? 0) + Math.log(each.ratio) + each.drift * (day - 1) + noise)
  }
  const blocks = blockOrder([BASELINE, ...present.map(({ name }) => name)], scenario.trials, partition)
  const order = blocks.flatMap((engines, block) => engines.map((engine) => ({ engine, block: block + 1 })))
  const trials = order.map(({ engine, block }, index): Trial => {
    const candidate = present.find(({ name }) => name === engine)
    const totalMs = Math.exp((logs.get(engine) ?? 0) + scenario.trialNoise * random.normal())
    const hasFailed = random.uniform() < (candidate?.failureRate ?? 0)
    return toTrial(engine, candidate, day, { block, order: index + 1 }, totalMs, hasFailed)
  })
  const ran = present.filter(({ name }) => hasOutput(trials, name))
  return {
    version: RECORD_VERSION,
    id: `${partition.replaceAll('-', '')}T030000Z-${sha256(`${partition}${scenario.job}${seed}`).slice(0, 8)}`,
    tool: SIMULATED_TOOL,
    job: scenario.job,
    size: 'own',
    partition,
    when: `${partition}T03:00:00.000Z`,
    commit: null,
    event: 'schedule',
    limits: { cpus: 4, memoryBytes: 16 * 2 ** 30 },
    baseline: BASELINE,
    input: { source: 'path', sha256: sha256(partition), bytes: Math.round(scenario.bytes * grown), files: 1 },
    k: present.length,
    alpha: 0.05,
    judged: 'total',
    averageDays: 1,
    toolSeconds: {},
    trials,
    parity: parityOf(ran, day),
  }
}

/** One step of a first-order autoregression whose standard deviation is the candidate's noise. */
function nextNoise({ noise, correlation }: SimulatedCandidate, before: number, random: Random): number {
  return correlation * before + noise * Math.sqrt(1 - correlation ** 2) * random.normal()
}

function toTrial(
  engine: string,
  candidate: SimulatedCandidate | undefined,
  day: number,
  place: { block: number; order: number },
  totalMs: number,
  hasFailed: boolean,
): Trial {
  const version = candidate?.changes.filter((change) => change <= day).length ?? 0
  const measures = hasFailed ? {} : measuresOf(totalMs, candidate?.peakBytes ?? BASELINE_PEAK)
  return {
    engine,
    role: candidate ? 'candidate' : 'baseline',
    ...place,
    warmup: false,
    cache: 'warm',
    outcome: hasFailed ? 'failed' : 'ok',
    reason: hasFailed ? 'exited with 1' : null,
    runner: 'docker',
    meter: 'unverified',
    limits: { cpus: 4, memoryBytes: 16 * 2 ** 30 },
    limitsEnforced: true,
    host: {
      cpuModel: 'simulated',
      cores: 4,
      memoryBytes: 16 * 2 ** 30,
      kernel: 'simulated',
      class: 'simulated, 4 cores, 16 GiB',
      cgroup: 'v2',
    },
    behaviour: sha256(`${engine} ${version}`),
    quiet: { waitedMs: 0, busyPercent: 0 },
    steps: [],
    measures,
    tables: hasFailed ? {} : { [TABLE]: { rows: 1_000_000, fingerprint: sha256(TABLE).slice(0, 32) } },
    samples: null,
  }
}

const measuresOf = (totalMs: number, peakAnonBytes: number): Measures =>
  combineMeasures([
    {
      pullMs: unmeasured(SIMULATED),
      startMs: 400,
      initMs: unmeasured(SIMULATED),
      workMs: Math.max(1, totalMs - 400),
      cpuSeconds: (totalMs / 1000) * 3,
      peakAnonBytes,
    },
  ])

const hasOutput = (trials: readonly Trial[], name: string): boolean =>
  trials.some(({ engine, outcome }) => engine === name && outcome === 'ok')

function parityOf(candidates: readonly SimulatedCandidate[], day: number): RunRecord['parity'] {
  const findings = candidates.map(({ name, differs }) => finding(name, differs.includes(day)))
  const differs = findings.some(({ passes }) => !passes)
  const delivered = { outcome: differs ? 'different' : 'exact', passes: !differs, reason: null } as const
  const nothing = {
    outcome: 'unavailable',
    passes: false,
    reason: 'no candidate delivered an output',
  } as const
  return { ...(candidates.length === 0 ? nothing : delivered), findings, differences: null }
}

const finding = (engine: string, differs: boolean): TableFinding => ({
  engine,
  table: TABLE,
  outcome: differs ? 'different' : 'exact',
  passes: !differs,
  baselineRows: 1_000_000,
  engineRows: 1_000_000,
  onlyBaseline: 0,
  onlyEngine: 0,
  changed: differs ? 1 : 0,
  matchedBy: { how: 'key', columns: ['order_id'] },
  ignored: [],
  columns: differs
    ? [
        {
          column: 'amount',
          kind: 'value',
          reason: 'unexplained',
          count: 1,
          beyond: 1,
          greatestAbs: 1,
          greatestRel: 0.5,
          detail: 'simulated',
        },
      ]
    : [],
  rows: [],
  notes: [],
  summary: differs ? '1 row changed: amount, unexplained' : 'the same rows',
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** UTC day so many days, from 1, into a scenario. */
const dayOf = (from: string, day: number): string => dayAfter(from, day - 1)
