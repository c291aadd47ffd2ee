import { checksOf } from '../../checks/of-trials.ts'
import { isMeasured, orNull } from '../../model/measures/measure.ts'
import type { MeasureName } from '../../model/measures/registry.ts'
import { deploymentOf, together } from '../../model/record/deployment.ts'
import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { isSimulated } from '../../model/record/simulated.ts'
import { disturbanceOf } from '../../trial/disturbance.ts'
import { clusterRows } from '../clusters.ts'
import { maintenanceOf } from '../maintenance.ts'
import type { ComparisonPage, TableRow, TrialBar } from '../model/comparison.ts'
import type { EngineMark } from '../model/shared.ts'
import { operationRows } from '../operations.ts'
import { queryRows } from '../query-table.ts'
import { serviceRows } from '../service.ts'
import { type Compared, judgedClock, shownRows, spreadOf, summariseMeasure } from '../summary.ts'
import { type Beside, trialKey } from './beside.ts'
import { ranWith } from './code-changes.ts'
import { differingRowsOf } from './differing-rows.ts'
import { type CandidateState, pieceTrials } from './judged-trials.ts'
import { logsOf } from './logs.ts'
import type { Piece } from './pieces.ts'
import { setupOf } from './setup.ts'
import { jobSlug } from './slugs.ts'

/** @param engines of the job, baseline first; `states` of the candidates of which there are both sides */
export function comparisonPageOf(
  piece: Piece,
  engines: readonly EngineMark[],
  states: readonly CandidateState[],
  beside: Beside,
): ComparisonPage {
  const { records, partition, size, limits, isOneOfSeveral, day, slug, folder } = piece
  const newest = records.at(-1) ?? records[0]
  const ofRecords = pieceTrials(records, states)
  const trials = ofRecords.filter(({ isJudged }) => isJudged).map(({ trial }) => trial)
  const compared = records.findLast(({ parity: { findings } }) => findings.length > 0) ?? newest
  const logs = logsOf(records, folder, beside)
  const ran = engines.filter(({ name }) => ofRecords.some(({ trial }) => trial.engine === name))
  const summarised: Compared = {
    baseline: newest.baseline,
    judged: newest.judged,
    trials,
    parity: { passes: states.every(({ parity: { state } }) => state === 'pass' || state === 'waived') },
  }
  const mark = (name: string) => engines.find((each) => each.name === name) ?? { name, hue: 'other' as const }
  const bars = ofRecords.map(({ trial, record, isJudged }, index) => ({
    ...trialOf(trial, index + 1, mark(trial.engine), beside),
    isJudged,
    log: logs.get(trialKey(record.id, trial.order)) ?? null,
  }))
  return {
    job: newest.job,
    jobSlug: jobSlug(newest.job),
    slug,
    size,
    limits,
    isOneOfSeveral,
    folder,
    partition,
    day,
    when: records[0].when,
    baseline: mark(newest.baseline),
    engines: ran,
    isSimulated: records.some(isSimulated),
    event: newest.event,
    commit: newest.commit,
    input: newest.input,
    judged: newest.judged,
    records: records.map(({ id }) => id),
    parity: states.map(parityOf),
    findings: compared.parity.findings,
    rows: differingRowsOf(compared, beside),
    trials: bars,
    table: ran.length > 0 ? shownRows(summarised).map((measure) => rowOf(summarised, measure, ran)) : [],
    spreads: ran.map((engine) => {
      const spread = spreadOf(summarised, engine.name, judgedClock(summarised))
      return { engine, ratio: isMeasured(spread) ? Math.exp(spread) : null }
    }),
    setups: ran.map((engine) => setupOf(engine, bars, deploymentOfEngine(ofRecords, engine.name))),
    checks: checksOf(trials),
    maintenance: maintenanceOf(trials),
    tables: rowsOf(trials),
    queries: queryRows(records.findLast(({ queries }) => queries !== undefined) ?? {}),
    operations: operationRows(summarised, compared.parity.findings),
    services: serviceRows(summarised),
    clusters: clusterRows(summarised),
    toolSeconds: sumsOf(records),
  }
}

const deploymentOfEngine = (all: readonly { trial: Trial }[], name: string) =>
  together(all.filter(({ trial }) => trial.engine === name).map(({ trial }) => deploymentOf(trial)))

function parityOf({ engine, parity }: CandidateState): ComparisonPage['parity'][number] {
  return {
    engine,
    state: parity.state,
    differences: parity.state === 'fail' ? parity.differences : [],
    reason: 'reason' in parity ? parity.reason : null,
    declared: 'declared' in parity ? parity.declared : [],
    waivers:
      parity.state === 'waived'
        ? parity.waivers.map(({ owner, reason, expires }) => ({ owner, reason, expires }))
        : [],
  }
}

function trialOf(
  trial: Trial,
  order: number,
  engine: EngineMark,
  { samples }: Beside,
): Omit<TrialBar, 'log' | 'isJudged'> {
  const { block, warmup, cache, outcome, reason, meter, limitsEnforced, host } = trial
  const { steps, measures } = trial
  const figure = (name: MeasureName): number | null => orNull(measures[name])
  const stages = steps.flatMap((step) => step.stages)
  const [workMs, staged] = [figure('workMs'), stages.reduce((sum, { seconds }) => sum + seconds * 1000, 0)]
  return {
    order,
    engine,
    ...{ block, warmup, cache, outcome, reason, meter, limitsEnforced, host, stages },
    ...ranWith(trial),
    totalMs: figure('totalMs'),
    pullMs: figure('pullMs'),
    startMs: figure('startMs'),
    initMs: figure('initMs'),
    workMs,
    restMs: workMs === null || stages.length === 0 ? null : Math.max(0, workMs - staged),
    cpuSeconds: figure('cpuSeconds'),
    peakAnonBytes: figure('peakAnonBytes'),
    disturbance: disturbanceOf(trial),
    samples: pointsOf(samples.get(trial.samples?.sha256 ?? '')),
  }
}

/** Cores are those since the sample before: the first has none to compare with. */
const pointsOf = (samples: ReturnType<Beside['samples']['get']>): TrialBar['samples'] =>
  samples?.map(([ms, memoryBytes, cpuSeconds], index) => {
    const [thenMs, , thenCpu] = samples[index - 1] ?? [0, 0, 0]
    const isLater = ms > thenMs && cpuSeconds >= thenCpu
    return { ms, memoryBytes, cores: isLater ? (1000 * (cpuSeconds - thenCpu)) / (ms - thenMs) : null }
  }) ?? null

function rowOf(compared: Compared, measure: TableRow['measure'], engines: readonly EngineMark[]): TableRow {
  const { figures, ...ranked } = summariseMeasure(compared, measure)
  return {
    ...ranked,
    figures: engines.map((engine) => {
      const figure = figures[engine.name] ?? { value: null, reason: 'did not run' }
      return figure.value === null
        ? { engine, value: null, ratio: null, reason: figure.reason }
        : { engine, value: figure.value, ratio: figure.ratio, reason: null }
    }),
  }
}

function rowsOf(trials: readonly Trial[]): ComparisonPage['tables'] {
  const good = trials.find(({ outcome }) => outcome === 'ok')
  return Object.entries(good?.tables ?? {}).map(([name, { rows }]) => ({ name, rows }))
}

function sumsOf(records: readonly RunRecord[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { toolSeconds } of records)
    for (const [stage, seconds] of Object.entries(toolSeconds)) sums[stage] = (sums[stage] ?? 0) + seconds
  return sums
}
