import { parseBytes } from '../units/bytes.ts'
import { parseDuration } from '../units/duration.ts'
import { EVERY_COLUMN } from './declared.ts'
import type { Config, Engine, Job, JobInput, Limits, Stack, Step, Table } from './model.ts'
import { namesPlace, toPlace, toStack } from './place.ts'
import { toPolicy } from './policy.ts'
import type { RawConfig, RawEngine, RawJob, RawTable } from './schema.ts'
import { toTolerance } from './table-schema.ts'

const DEFAULT_TIMEOUT_SECONDS = 3600
const FIXTURE = 'fixture:'

/** Fills in defaults and spells out the short forms of a configuration that the schema has accepted. */
export function normalise(raw: RawConfig): Config {
  const stacks = Object.fromEntries(
    Object.entries(raw.stacks ?? {}).map(([name, stack]) => [name, toStack(name, stack)]),
  )
  return {
    stacks,
    limits: [raw.limits ?? {}].flat().map(toLimits),
    jobs: Object.fromEntries(
      Object.entries(raw.jobs).map(([name, job]) => [name, toJob(name, job, raw, stacks)]),
    ),
  }
}

function toLimits(raw: { cpus?: number | undefined; memory?: string | undefined }): Limits {
  const memoryBytes = raw.memory === undefined ? undefined : parseBytes(raw.memory)
  return {
    ...(raw.cpus !== undefined && { cpus: raw.cpus }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  }
}

function toJob(name: string, raw: RawJob, config: RawConfig, stacks: Record<string, Stack>): Job {
  const toNamedEngine = ([engine, definition]: [string, RawEngine]) =>
    [engine, toEngine(`${name}-${engine}`, engine, definition, raw.env ?? {}, stacks)] as const
  return {
    name,
    input: toInput(raw.input),
    columns: raw.columns ?? {},
    sizes: raw.sizes ?? [raw.input.startsWith(FIXTURE) ? 'small' : 'own'],
    baseline: raw.baseline,
    engines: Object.fromEntries(Object.entries(raw.engines).map(toNamedEngine)),
    tables: Object.fromEntries(
      Object.entries(raw.tables).map(([table, options]) => [table, toTable(table, options)]),
    ),
    undeclared: raw.undeclared ?? 'warn',
    timeoutSeconds: seconds(raw.timeout) ?? DEFAULT_TIMEOUT_SECONDS,
    policy: toPolicy(config.policy, raw.policy, config.prices),
  }
}

function toInput(text: string): JobInput {
  return text.startsWith(FIXTURE)
    ? { kind: 'fixture', fixture: text.slice(FIXTURE.length) }
    : { kind: 'path', template: text }
}

function toEngine(
  ownImage: string,
  name: string,
  raw: RawEngine,
  jobEnv: Record<string, string>,
  stacks: Record<string, Stack>,
): Engine {
  const shared = { ...jobEnv, ...raw.env }
  const steps = (raw.steps ?? [{ name: 'main', ...raw }]).map(
    (step): Step => ({
      name: step.name,
      place: toPlace(namesPlace(step) ? step : raw, ownImage, stacks),
      command: step.run ?? step.command ?? [],
      env: { ...shared, ...step.env },
    }),
  )
  const { setup, teardown, version, sources, pace } = raw
  return {
    name,
    steps,
    ...(setup && { setup }),
    ...(teardown && { teardown }),
    ...(version !== undefined && { version }),
    ...(sources && { sources }),
    ...(pace && { pace: { startSeconds: seconds(pace.start) ?? 0, secondsPerGB: seconds(pace.perGB) ?? 0 } }),
  }
}

function toTable(name: string, raw: RawTable): Table {
  const tolerance = Object.entries(raw?.tolerance ?? {})
  return {
    name,
    key: raw?.key ?? [],
    ignore: raw?.ignore ?? [],
    accept: Array.isArray(raw?.accept) ? { [EVERY_COLUMN]: raw.accept } : (raw?.accept ?? {}),
    tolerance: Object.fromEntries(tolerance.map(([column, written]) => [column, toTolerance(written)])),
    ...(raw?.csv && { csv: raw.csv }),
    ...(raw?.at !== undefined && { at: raw.at.replace('{output}/', '') }),
  }
}

const seconds = (text: string | undefined) => (text === undefined ? undefined : parseDuration(text))
