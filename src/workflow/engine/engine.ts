import { resolve } from 'node:path'
import { codeDoubts } from '../../behaviour/code-doubts.ts'
import { behaviourHash } from '../../behaviour/hash.ts'
import type { ContainerPlace, Engine, Job, Limits, Mount, Step } from '../../model/config/model.ts'
import type { Measures } from '../../model/measures/combine.ts'
import type { Runner } from '../../plan/runner.ts'
import type { Inside } from '../../runners/docker/probe.ts'
import { activate, lockedVersions, prepareProject } from '../../runners/process/python-project.ts'
import { codeOf } from './code.ts'
import type { ReadyImages } from './images.ts'
import { readyPlace } from './place.ts'

/** An engine made ready to run: its environments or images are up to date, its code is hashed. */
export interface PreparedEngine {
  name: string
  engine: Engine
  role: 'baseline' | 'candidate'
  runner: Runner
  behaviour: string
  /** Which changes of its code its behaviour would not show, in sentences. */
  doubts: string[]
  steps: PreparedStep[]
}

export interface PreparedStep {
  step: Step
  home: ProcessHome | ContainerHome
  versions: Record<string, string>
}

/** Where a process starts, and the whole environment that it gets. */
export interface ProcessHome {
  runner: 'process'
  cwd: string
  env: Record<string, string>
}

/** The image that a container is made of, and what the configuration says of it. */
export interface ContainerHome {
  runner: 'docker'
  place: ContainerPlace
  inside: Inside
  /** With absolute sources. */
  mounts: Mount[]
  env: Record<string, string>
  /** What its pull cost; told by the first trial that needed it. */
  pull: Measures
}

/** What all engines of a run are made ready with. */
export interface Surroundings {
  /** Where the configuration's relative paths begin. */
  folder: string
  /** The environment that processes inherit. */
  env: Record<string, string>
  images: ReadyImages
}

/** @throws UserError `mountMissing`, `networkMissing`, and those of `prepareProject` */
export async function prepareEngine(
  job: Job,
  engine: Engine,
  runner: Runner,
  limits: Limits,
  around: Surroundings,
): Promise<PreparedEngine> {
  const steps: PreparedStep[] = []
  for (const step of engine.steps) steps.push(await prepareStep(job, engine, step, runner, around))
  const code = await codeOf(job, engine, around.folder, around.env)
  const images = engine.version === undefined ? steps.flatMap(unknownImage) : []
  const isVisible = code.isVisible || images.length > 0
  return {
    name: engine.name,
    engine,
    role: engine.name === job.baseline ? 'baseline' : 'candidate',
    runner,
    behaviour: behaviourHash(engine, runner, limits, { sources: code.sources, images }),
    doubts: codeDoubts({ ...code, isVisible }, { ...engine, isConfigured: true }),
    steps,
  }
}

async function prepareStep(
  job: Job,
  engine: Engine,
  step: Step,
  runner: Runner,
  around: Surroundings,
): Promise<PreparedStep> {
  const { process, container } = step.place
  if (runner === 'docker' && container) return inContainer(job, engine, step, container, around)
  const env = { ...around.env, ...step.env }
  if (process?.project === undefined)
    return { step, home: { runner: 'process', cwd: around.folder, env }, versions: {} }
  const cwd = resolve(around.folder, process.project)
  const environment = await prepareProject(cwd)
  return {
    step,
    home: { runner: 'process', cwd, env: activate(environment, env) },
    versions: await lockedVersions(cwd),
  }
}

async function inContainer(
  job: Job,
  engine: Engine,
  step: Step,
  place: ContainerPlace,
  { folder, images }: Surroundings,
): Promise<PreparedStep> {
  const { inside, pull } = images.of(place.image.name)
  const project = step.place.process?.project
  const versions =
    project === undefined ? {} : await lockedVersions(resolve(folder, project)).catch(() => ({}))
  if (!images.daemon)
    throw new Error(`The container of ${engine.name} is planned, but no daemon was connected.`)
  const mounts = await readyPlace(images.daemon, place, folder, job, engine)
  return { step, home: { runner: 'docker', place, inside, mounts, env: step.env, pull }, versions }
}

/** An image that was not built here is all that can be known of the code in it. */
const unknownImage = ({ home }: PreparedStep): string[] =>
  home.runner === 'docker' && !home.place.image.build ? [imageDigest(home.inside)] : []

/** What names the bytes of an image: its registry's digest, else the daemon's id. */
export const imageDigest = ({ image }: Inside): string => image.digest ?? image.id
