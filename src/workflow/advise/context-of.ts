import type { AdviceContext, Side } from '../../advice/context.ts'
import { DEFAULT_BASELINE } from '../../model/config/defaults.ts'
import type { Config, Job } from '../../model/config/model.ts'
import { own } from '../../model/config/own.ts'
import { type Platform, platformOf } from '../../model/config/platforms.ts'
import { given } from './given.ts'
import type { Stated } from './options.ts'

/** What a Spark job is ported to most, where nothing says to what. */
const DEFAULT_CANDIDATES = ['polars', 'duckdb']

const NO_PLATFORM: Platform = {
  prices: [],
  nodes: 1,
  areNodesAssumed: true,
  startupSeconds: 0,
  idleSeconds: 0,
}

/** What is declared of a configured job; options come first. */
export function contextOfJob(job: Job, { limits }: Config, stated: Stated, today: string): AdviceContext {
  const { policy } = job
  const { volumeBytes = null, growth = null, runsPerDay = null, limitSeconds, skills } = policy
  const sideOf = (engine: string): Side => ({
    engine,
    platform: platformOf(policy, engine) ?? null,
    kind: null,
    skill: own(skills, engine) ?? null,
  })
  const names = Object.keys(job.engines).filter((engine) => engine !== job.baseline)
  return withStated(
    {
      job: job.name,
      baseline: sideOf(job.baseline),
      candidates: sidesOf(names, sideOf),
      volumeBytes,
      growth,
      runsPerDay,
      limitSeconds,
      judged: policy.judged,
      memoryBytes: limits[0]?.memoryBytes ?? null,
      input: job.input.kind === 'fixture' ? 'fixture' : 'path',
      today,
    },
    stated,
  )
}

/** Of a job that no configuration has, by options alone. */
export function contextOfOptions(stated: Stated, today: string): AdviceContext {
  const sideOf = (engine: string): Side => ({ engine, platform: null, kind: null, skill: null })
  return withStated(
    {
      job: null,
      baseline: sideOf(stated.baseline ?? DEFAULT_BASELINE),
      candidates: sidesOf(stated.candidates ?? DEFAULT_CANDIDATES, sideOf),
      volumeBytes: null,
      growth: null,
      runsPerDay: null,
      limitSeconds: null,
      judged: 'total',
      memoryBytes: null,
      input: null,
      today,
    },
    stated,
  )
}

function sidesOf(names: readonly string[], sideOf: (engine: string) => Side): AdviceContext['candidates'] {
  const [first, ...others] = names.map(sideOf)
  if (!first) throw new Error('A job has at least one candidate.')
  return [first, ...others]
}

function withStated(context: AdviceContext, stated: Stated): AdviceContext {
  const { kind = null, nodes, startupSeconds, idleSeconds, memoryBytes, skills } = stated
  const skilled = (side: Side): Side => ({ ...side, skill: own(skills, side.engine) ?? side.skill })
  const ofBaseline = given({ nodes, startupSeconds, idleSeconds })
  const baseline = {
    ...skilled(context.baseline),
    kind,
    platform: platformWith(context.baseline.platform, ofBaseline),
  }
  const ofCandidate = given({ memoryBytes })
  const [first, ...others] = context.candidates.map((side) => ({
    ...skilled(side),
    platform: platformWith(side.platform, ofCandidate),
  }))
  return {
    ...context,
    ...given({
      volumeBytes: stated.volumeBytes,
      growth: stated.growth,
      runsPerDay: stated.runsPerDay,
      limitSeconds: stated.limitSeconds,
    }),
    baseline,
    candidates: first ? [first, ...others] : context.candidates,
  }
}

function platformWith(platform: Platform | null, changes: Partial<Platform>): Platform | null {
  if (Object.keys(changes).length === 0) return platform
  const { areNodesAssumed, ...known } = platform ?? NO_PLATFORM
  const isStillAssumed = areNodesAssumed && changes.nodes === undefined
  return {
    ...known,
    ...(isStillAssumed && { areNodesAssumed: true as const }),
    ...(changes.startupSeconds !== undefined && { isStartupDeclared: true as const }),
    ...changes,
  }
}
