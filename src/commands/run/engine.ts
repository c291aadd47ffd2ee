import { resolve } from 'node:path'
import { engineSources } from '../../adapters/behaviour.ts'
import { activate, lockedVersions, prepareProject } from '../../adapters/stack/project.ts'
import { behaviourHash } from '../../core/behaviour/hash.ts'
import type { Engine, Job, Limits, Step } from '../../core/config/model.ts'
import { UserError } from '../../errors.ts'

/** An engine made ready to run as processes: its environments are up to date, its code is hashed. */
export interface PreparedEngine {
  name: string
  engine: Engine
  role: 'baseline' | 'candidate'
  behaviour: string
  steps: PreparedStep[]
}

export interface PreparedStep {
  step: Step
  cwd: string
  env: Record<string, string>
  versions: Record<string, string>
}

/**
 * @param folder where the configuration's relative paths begin
 * @param baseEnv the environment that engines inherit
 * @throws UserError `runnerUnavailable` for an engine that is an image only, and those of `prepareProject`
 */
export async function prepareEngine(
  job: Job,
  engine: Engine,
  limits: Limits,
  folder: string,
  baseEnv: Record<string, string>,
): Promise<PreparedEngine> {
  const steps: PreparedStep[] = []
  for (const step of engine.steps) steps.push(await prepareStep(job, engine, step, folder, baseEnv))
  const sources = await sourcesOf(job, engine, folder)
  return {
    name: engine.name,
    engine,
    role: engine.name === job.baseline ? 'baseline' : 'candidate',
    behaviour: behaviourHash(engine, 'process', limits, sources),
    steps,
  }
}

async function prepareStep(
  job: Job,
  engine: Engine,
  step: Step,
  folder: string,
  baseEnv: Record<string, string>,
): Promise<PreparedStep> {
  if (step.place.kind === 'container') {
    throw new UserError('runnerUnavailable', { job: job.name, engine: engine.name, runner: 'process' })
  }
  if (step.place.kind === 'command')
    return { step, cwd: folder, env: { ...baseEnv, ...step.env }, versions: {} }
  const cwd = resolve(folder, step.place.project)
  const environment = await prepareProject(cwd)
  const versions = await lockedVersions(cwd)
  return { step, cwd, env: activate(environment, { ...baseEnv, ...step.env }), versions }
}

/** Files of the engine's projects, less those that only other engines' commands name. */
async function sourcesOf(job: Job, engine: Engine, folder: string): Promise<Record<string, string>> {
  const own = new Set(engine.steps.flatMap(({ command }) => command))
  const others = Object.values(job.engines).flatMap(({ steps }) => steps.flatMap(({ command }) => command))
  const foreign = new Set(others.filter((argument) => !own.has(argument)))
  const projects = engine.steps.flatMap(({ place }) => (place.kind === 'project' ? [place.project] : []))
  const folders = engine.sources
    ? [folder]
    : [...new Set(projects)].map((project) => resolve(folder, project))
  const found = await Promise.all(folders.map((path) => engineSources(path, engine.sources, foreign)))
  return Object.assign({}, ...found)
}
