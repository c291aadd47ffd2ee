import { z } from 'zod'
import type { StepRecord, Trial } from './schema.ts'
import { isLocalMaster, MASTER, PLUGINS } from './spark-master.ts'

/** What did a job's work: Spark itself, another engine with Spark's API, or neither. */
export const KINDS = ['spark', 'spark-api', 'other'] as const
export type Kind = (typeof KINDS)[number]

const unknown = z.strictObject({
  value: z.null(),
  reason: z.enum([
    /** Neither packages, nor settings, nor an event log say it. */
    'not-recorded',
    /** Packages of several engines were installed, and the program did not report which one it used. */
    'ambiguous',
    /** Not the same in all of its steps or runs. */
    'several',
  ]),
})

const local = z.strictObject({ mode: z.literal('local') })
/** Executors at once, at the most of a run, over all runs; null where that is unknown. */
const executors = z.strictObject({ least: z.int().min(1), most: z.int().min(1) }).nullable()

/** Which software ran a program, and whether on one machine. */
export const deployment = z.strictObject({
  kind: z.union([z.enum(KINDS), unknown]),
  /** `Spark 4.1.4`, `Spark 4.1.4 with Comet`; null where that is unknown. */
  software: z.string().nullable(),
  place: z.union([local, z.strictObject({ mode: z.literal('cluster'), executors }), unknown]),
})

export type Deployment = z.infer<typeof deployment>
export type Unknown = z.infer<typeof unknown>

export const isCluster = (
  place: Deployment['place'],
): place is Extract<Deployment['place'], { mode: 'cluster' }> => 'mode' in place && place.mode === 'cluster'

/** What event logs tell the version of; no package on PyPI has a capital. */
export const SPARK = 'Spark'

/** By package on PyPI. */
const PACKAGES: Record<string, { kind: Kind; name: string }> = {
  pysail: { kind: 'spark-api', name: 'Sail' },
  sqlframe: { kind: 'spark-api', name: 'SQLFrame' },
  pyspark: { kind: 'spark', name: 'Spark' },
  [SPARK]: { kind: 'spark', name: 'Spark' },
  polars: { kind: 'other', name: 'Polars' },
  duckdb: { kind: 'other', name: 'DuckDB' },
  datafusion: { kind: 'other', name: 'DataFusion' },
  daft: { kind: 'other', name: 'Daft' },
  chdb: { kind: 'other', name: 'chDB' },
  dask: { kind: 'other', name: 'Dask' },
}

/** Whether a package has Spark's API beside its own, so that it does not say which of the two a program used. */
export const mayHaveSparkApi = ({ kind, software }: Pick<Deployment, 'kind' | 'software'>): boolean =>
  kind === 'other' && software !== null && /^DuckDB\b/.test(software)

/** What does the work of Spark's operators, by its plugin. */
const OPERATORS: Record<string, string> = {
  'org.apache.spark.CometPlugin': 'Comet',
  'org.apache.gluten.GlutenPlugin': 'Gluten',
  'com.nvidia.spark.SQLPlugin': 'the RAPIDS Accelerator',
}

/** Others may have written it. */
const MOST_OF_VERSION = 40

type Ran = Pick<StepRecord, 'versions' | 'settings' | 'parts'>

const NOT_RECORDED: Unknown = { value: null, reason: 'not-recorded' }
const AMBIGUOUS: Unknown = { value: null, reason: 'ambiguous' }
const SEVERAL: Unknown = { value: null, reason: 'several' }

/** How a trial's program ran, by its locked packages, the settings that it reported, and its parts. */
export function deploymentOf({
  runner,
  steps,
}: Pick<Trial, 'runner'> & { steps: readonly Ran[] }): Deployment {
  const isHere =
    runner !== 'remote' && steps.every(({ parts }) => parts.every(({ scope }) => scope === 'whole'))
  return together(steps.map((step) => ofStep(step, isHere)))
}

/** Whether a JVM did a program's work, so that its memory is what its heap was allowed; null where nobody knows. */
export const takesHeap = ({ kind }: Pick<Deployment, 'kind'>): boolean | null =>
  typeof kind === 'string' ? kind === 'spark' : null

/** One deployment of several, as far as they are alike. */
export function together(all: readonly Deployment[]): Deployment {
  const kinds = distinct(all.map(({ kind }) => kind))
  const software = distinct(all.map((each) => each.software))
  return {
    kind: kinds.length > 1 ? SEVERAL : (kinds[0] ?? NOT_RECORDED),
    software: software.length > 1 ? null : (software[0] ?? null),
    place: placeOfAll(all.map(({ place }) => place)),
  }
}

function placeOfAll(places: readonly Deployment['place'][]): Deployment['place'] {
  const [first = NOT_RECORDED, ...others] = distinct(places)
  if (others.length === 0) return first
  const clusters = places.filter(isCluster)
  if (clusters.length < places.length) return SEVERAL
  const counts = clusters.flatMap((cluster) => cluster.executors ?? [])
  return counts.length < clusters.length ? CLUSTER : { mode: 'cluster', executors: spanOf(counts) }
}

const spanOf = (counts: readonly NonNullable<z.infer<typeof executors>>[]) => ({
  least: Math.min(...counts.map(({ least }) => least)),
  most: Math.max(...counts.map(({ most }) => most)),
})

const CLUSTER = { mode: 'cluster', executors: null } as const

/** Each once, by its content. */
const distinct = <T>(values: readonly T[]): readonly T[] =>
  values.length < 2 || values.every((value) => value === values[0])
    ? values.slice(0, 1)
    : [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]

function ofStep(step: Ran, isHere: boolean): Deployment {
  const { kind, software } = engineOf(step)
  return { kind, software, place: kind === 'spark' ? placeOfSpark(step) : placeOfOther(kind, isHere) }
}

function engineOf(step: Ran): Pick<Deployment, 'kind' | 'software'> {
  const { versions } = step
  const found = Object.entries(PACKAGES).flatMap(([name, engine]) => {
    const version = Object.hasOwn(versions, name) ? versions[name] : undefined
    return version === undefined ? [] : [{ ...engine, version: version.slice(0, MOST_OF_VERSION) }]
  })
  const named = (of: typeof found) =>
    of.length === 1 ? of.map(({ name, version }) => `${name} ${version}`).join() : null
  // Those with Spark's API bring packages of others along.
  const withApi = found.filter(({ kind }) => kind === 'spark-api')
  if (withApi.length > 0) return { kind: 'spark-api', software: named(withApi) }
  if (isSparkItself(step)) {
    const spark = named(found.filter(({ kind }) => kind === 'spark'))
    return { kind: 'spark', software: withOperators(spark, step) }
  }
  const [kind, ...others] = new Set(found.map((each) => each.kind))
  if (kind === undefined) return { kind: NOT_RECORDED, software: null }
  return others.length > 0 ? { kind: AMBIGUOUS, software: null } : { kind, software: named(found) }
}

function withOperators(spark: string | null, { settings }: Ran): string | null {
  const plugins = settings?.[PLUGINS]?.split(',') ?? []
  const names = plugins.flatMap((plugin) =>
    Object.hasOwn(OPERATORS, plugin.trim()) ? (OPERATORS[plugin.trim()] ?? []) : [],
  )
  return names.length === 0 ? spark : `${spark ?? SPARK} with ${names.join(' and ')}`
}

/** It said so itself, or its event log did. */
const isSparkItself = ({ settings, parts }: Ran): boolean =>
  settings?.[MASTER] !== undefined || executorsOf(parts) !== undefined

const executorsOf = (parts: Ran['parts']): Ran['parts'][number] | undefined =>
  parts.find(({ name }) => name === 'executors')

/** A program may choose its master itself, so that packages alone do not say where Spark's work is done. */
function placeOfSpark({ settings, parts }: Ran): Deployment['place'] {
  const master = settings?.[MASTER]
  if (master !== undefined && isLocalMaster(master)) return { mode: 'local' }
  const part = executorsOf(parts)
  if (master === undefined && !part) return NOT_RECORDED
  const count = part?.paid?.executors
  return count === undefined ? CLUSTER : { mode: 'cluster', executors: { least: count, most: count } }
}

const placeOfOther = (kind: Deployment['kind'], isHere: boolean): Deployment['place'] =>
  isHere && typeof kind === 'string' ? { mode: 'local' } : NOT_RECORDED
