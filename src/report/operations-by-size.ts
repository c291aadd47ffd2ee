import { z } from 'zod'
import type { RunRecord } from '../model/record/schema.ts'
import { MIN_OBSERVATIONS } from '../statistics/confidence-sequence.ts'
import { type Block, comparisonDifference } from '../statistics/difference.ts'
import { meanInterval } from '../statistics/mean-interval.ts'
import { clockError } from '../statistics/resolution.ts'
import { geometricMean, mean } from '../statistics/sample.ts'
import { interval } from '../verdict/forms.ts'
import {
  idleEngines,
  isSameThrough,
  lackOf,
  onlyOperation,
  operationNames,
  secondsOf,
  typicalSeconds,
  typicalTime,
} from './operations.ts'
import { engineNames, isSound } from './summary.ts'

type OperationRun = Pick<RunRecord, 'when' | 'baseline' | 'judged' | 'size' | 'input' | 'trials' | 'parity'>

const ratio = z.strictObject({
  /** Engine/baseline: the geometric mean. */
  value: z.number(),
  /** 95 %, at one look; null of fewer than five observations. */
  interval: interval.nullable(),
  /** Observations, and what each is: a run, where there are at least five, or a block of trials. */
  n: z.int().min(1),
  of: z.enum(['runs', 'blocks']),
})

/** An operation at one size of input: what it took each engine, and which is fastest. */
export const operationAtSize = z.strictObject({
  name: z.string(),
  size: z.string(),
  /** Bytes: the geometric mean of the runs' inputs. */
  inputBytes: z.number(),
  /** Baseline first, the others by name. */
  figures: z.array(
    z.strictObject({
      engine: z.string(),
      /** Of the trials of all runs; null where none has a time. */
      seconds: typicalTime.nullable(),
      trials: z.int().min(0),
      /** Null of the baseline, and where no block has a time of both. */
      ratio: ratio.nullable(),
      /** Why the engine does not support it, in its own words. */
      lack: z.string().nullable(),
    }),
  ),
  /** Whether the tables after it, and after all operations before it, are the same data in all runs. */
  isSame: z.boolean(),
  /** Engines that committed nothing to a table which others changed: their time is not of the same work. */
  idle: z.array(z.string()),
  /**
   * The engine with the least time, and all that are not shown to be slower. Empty where tables differ, where an engine was
   * idle, where fewer than two engines can be compared, and where there are too few observations for any interval.
   */
  fastest: z.array(z.string()),
})
export type OperationAtSize = z.infer<typeof operationAtSize>

/**
 * When to use which engine: each operation at each size of input, by all that was measured of the engines' newest code.
 *
 * @param runs of one job at the same limits
 * @returns in the order of the operations, the smallest input first; none where the job has no operations
 */
export function operationsBySize(runs: readonly OperationRun[]): OperationAtSize[] {
  const newest = ofNewestCode(runs)
  const names = operationNames(newest.flatMap(({ trials }) => trials))
  const sizes = [...Map.groupBy(newest, ({ size }) => size)]
    .map(([size, own]) => ({ size, own, inputBytes: typicalBytes(own) }))
    .toSorted((a, b) => a.inputBytes - b.inputBytes)
  return names.flatMap((name) =>
    sizes.map(({ size, own, inputBytes }) => ({ name, size, inputBytes, ...measuredAt(own, name, names) })),
  )
}

/** Without the trials of earlier code, and what was found of their tables. */
function ofNewestCode(runs: readonly OperationRun[]): OperationRun[] {
  const inOrder = runs.toSorted((a, b) => (a.when < b.when ? -1 : 1))
  const codes = new Map(inOrder.flatMap(({ trials }) => trials.map((each) => [each.engine, each.behaviour])))
  return inOrder.flatMap((run) => {
    const trials = run.trials.filter(({ engine, behaviour }) => behaviour === codes.get(engine))
    const ran = new Set(trials.map(({ engine }) => engine))
    const findings = run.parity.findings.filter(({ engine }) => ran.has(engine))
    return trials.length > 0 ? [{ ...run, trials, parity: { ...run.parity, findings } }] : []
  })
}

function typicalBytes(runs: readonly OperationRun[]): number {
  const known = runs.map(({ input }) => input.bytes).filter((bytes) => bytes > 0)
  return known.length > 0 ? geometricMean(known) : 0
}

type Figures = Omit<OperationAtSize, 'name' | 'size' | 'inputBytes'>

function measuredAt(runs: readonly OperationRun[], name: string, names: readonly string[]): Figures {
  const timed = runs.map((run) => onlyOperation(run, name))
  const all = { ...(timed[0] as OperationRun), trials: timed.flatMap(({ trials }) => trials) }
  const given = { trials: runs.flatMap(({ trials }) => trials) }
  const [baseline = '', ...candidates] = engineNames(all)
  const figures = [baseline, ...candidates.toSorted()].map((engine) => ({
    engine,
    seconds: typicalSeconds(all, engine),
    trials: secondsOf(all, engine).length,
    ratio: engine === baseline ? null : ratioOf(timed, engine, baseline),
    lack: lackOf(given, engine, name),
  }))
  const isSame = runs.every(({ parity }) => isSameThrough(name, names, parity.findings))
  const sound = figures.filter(({ engine }) => isSound(all, engine))
  const idle = idleEngines(given, name)
  return { figures, isSame, idle, fastest: isSame && idle.length === 0 ? fastestOf(timed, sound) : [] }
}

function fastestOf(timed: readonly OperationRun[], figures: readonly Figures['figures'][number][]): string[] {
  const [best, ...others] = figures
    .flatMap(({ engine, seconds }) => (seconds ? [{ engine, value: seconds.value }] : []))
    .toSorted((a, b) => a.value - b.value)
  if (!best) return []
  const beside = others.map(({ engine }) => ({
    engine,
    interval: ratioOf(timed, engine, best.engine)?.interval,
  }))
  if (!beside.some((each) => each.interval)) return []
  const near = beside.filter((each) => !each.interval || each.interval.lower <= 1)
  return [best.engine, ...near.map(({ engine }) => engine)]
}

/** Trials of one run share its moment and its data, so runs are observations rather than blocks, where there are enough of them. */
function ratioOf(timed: readonly OperationRun[], engine: string, to: string): z.infer<typeof ratio> | null {
  const runs = timed.map((run) => blocksOf(run, engine, to)).filter(({ length }) => length > 0)
  const of = runs.length >= MIN_OBSERVATIONS ? 'runs' : 'blocks'
  const observed = of === 'runs' ? runs : runs.flat().map((block) => [block])
  const x = observed.flatMap((blocks) => comparisonDifference(blocks) ?? [])
  if (x.length === 0) return null
  const sides = (['candidate', 'baseline'] as const).map((side) =>
    runs.flat().flatMap((block) => block[side].map((seconds) => 1000 * seconds)),
  )
  const [ends, clock] = [meanInterval(x), clockError(sides)]
  return {
    value: Math.exp(mean(x)),
    interval: ends && { lower: Math.exp(ends.lower - clock), upper: Math.exp(ends.upper + clock) },
    n: x.length,
    of,
  }
}

/** Blocks of a run with a time of both engines, in seconds; a clock that stood still measured nothing. */
function blocksOf(run: OperationRun, candidate: string, baseline: string): Block[] {
  const byBlock = [...Map.groupBy(run.trials, ({ block }) => block).values()]
  return byBlock
    .map((trials) => ({
      candidate: secondsOf({ ...run, trials }, candidate).filter((seconds) => seconds > 0),
      baseline: secondsOf({ ...run, trials }, baseline).filter((seconds) => seconds > 0),
    }))
    .filter((block) => block.candidate.length > 0 && block.baseline.length > 0)
}
