import { appendFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DiskWatch, diskUsage } from '../../files/disk-usage.ts'
import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import { neverStarted, type StepRun } from '../../trial/step-run.ts'
import { INSIDE, METER_FILES, metered } from '../docker/container-paths.ts'
import type { TrialFiles } from '../job-contract.ts'
import { SAMPLING } from '../meter/measures.ts'
import { isMetered, type MeterResult } from '../meter/meter.ts'
import { readLeft, readResult } from '../meter/result-file.ts'
import type { MeterSpec } from '../meter/start.ts'
import { type ClaimFolder, claimFolder, moveContents, podUser, tmpOn } from './claim-folder.ts'
import type { Cluster } from './connect.ts'
import { hostOf } from './host.ts'
import { type ClaimMount, type PodSpec, podManifest, podName } from './manifest.ts'
import { type Lived, runToEnd } from './pod-life.ts'
import { METER_LOST, meteredRun, NO_METER, unmeteredRun } from './step-run.ts'
import { momentsOf, programMoments, type Told, timelineText } from './timeline-text.ts'
import type { Volume } from './volume.ts'

/** A cluster, the volume between it and this machine, and how long a pod may wait for a node. */
export interface Ground {
  cluster: Cluster
  volume: Volume
  waitSeconds: number
}

/** One step of an engine, in a pod. */
export interface PodRequest extends TrialFiles {
  image: string
  /** Absolute path of its Python inside; null where it has none that runs the meter. */
  python: string | null
  argv: readonly string[]
  /** The job contract and the engine's own; the image's is there already. */
  env: Readonly<Record<string, string>>
  /** The input, and what the configuration mounts. */
  mounts: readonly ClaimMount[]
  /** Folder of this machine that gets the output. */
  output: string
  readOnlyRoot: boolean
  cpus: number | null
  memoryBytes: number | null
  runId: string
}

/** What more a pod gets that has others made. */
type DriverPod = Pick<PodSpec, 'name' | 'serviceAccount' | 'filled'>

/** Far more than is read of it. */
const LARGEST_STAGES = 2 ** 24

/**
 * Executes a step in a pod of its own and removes it afterwards. Aborting the signal ends it and keeps what was measured.
 *
 * @throws UserError where the cluster refuses the pod, or nothing runs it
 */
export async function runPod(
  ground: Ground,
  request: PodRequest,
  signal: AbortSignal,
  disk: DiskWatch | null = null,
): Promise<StepRun> {
  const begun = Date.now()
  await using folder = await claimFolder(ground.volume)
  const ended = await runIn(folder, ground, request, { signal, disk })
  await writeTimeline(request, ended, begun)
  return toStepRun(ground.cluster, request, ended)
}

/** A pod that ended, and what its meter found. */
export interface EndedPod {
  lived: Lived
  result: MeterResult | undefined
}

interface Running {
  signal: AbortSignal
  disk: DiskWatch | null
  driver?: DriverPod
}

/** Executes a step in a pod whose folder is there; its output, stages and log are where they belong afterwards. */
export async function runIn(
  folder: ClaimFolder,
  ground: Ground,
  request: PodRequest,
  running: Running,
): Promise<EndedPod> {
  await moveContents(request.output, folder.output)
  const ended = await runMounted(folder, ground, request, running)
  await moveContents(folder.output, request.output)
  await writeFile(request.stages, (await readLeft(folder.stages, LARGEST_STAGES)) ?? '')
  return ended
}

async function runMounted(
  folder: ClaimFolder,
  { cluster, volume, waitSeconds }: Ground,
  request: PodRequest,
  { signal, disk, driver = { name: podName() } }: Running,
): Promise<EndedPod> {
  using _ = disk?.also(() => diskUsage([folder.path]))
  const command = request.argv.length > 0 && request.python !== null ? metered(request.python) : null
  if (command) {
    const asked: MeterSpec = {
      ...SAMPLING,
      argv: [...request.argv],
      stages: INSIDE.stages,
      inContainer: true,
    }
    await writeFile(join(folder.run, METER_FILES.spec), JSON.stringify(asked))
  }
  const tmp = disk && !hasTmp(request) ? [await tmpOn(folder, volume, 'tmp')] : []
  const mounts = [...folder.mounts, ...request.mounts, ...tmp]
  const manifest = podManifest({
    ...(await podOf({ ...request, mounts }, volume)),
    ...{ command, args: request.argv, cpus: request.cpus, memoryBytes: request.memoryBytes },
    ...driver,
  })
  const lived = await runToEnd(cluster, manifest, { log: request.log, waitSeconds }, signal)
  await disk?.look()
  // The meter ends with 0 once it has written its result: what lies there after another end, the engine wrote.
  const isDone = command !== null && lived.facts.exit?.exitCode === 0
  return { lived, result: isDone ? await readResult(join(folder.run, METER_FILES.result)) : undefined }
}

/** Whether what is to be at `/tmp` is configured. */
export const hasTmp = ({ mounts }: Pick<PodRequest, 'mounts'>): boolean =>
  mounts.some(({ target }) => target === '/tmp')

/** What a pod of a request and those that it has made have in common. */
export async function podOf({ env, runId, image, mounts, readOnlyRoot }: PodRequest, { claim }: Volume) {
  return {
    ...{ image, mounts, readOnlyRoot, claim },
    env: { HOME: '/tmp', ...env },
    user: podUser(),
    labels: { [RUN]: runId },
    annotations: labelsOf(await thisOwner()),
  }
}

/** Label of the pods of a run. */
const RUN = 'dev.etl-compare.run'

/**
 * Writes down a pod's life, with what only its program's meter and the tool know.
 *
 * @param begun when the tool began, in milliseconds since 1970
 * @param others what others did meanwhile
 */
export async function writeTimeline(
  { log }: Pick<PodRequest, 'log'>,
  { lived, result }: EndedPod,
  begun: number,
  others: readonly Told[] = [],
): Promise<void> {
  const moments = [
    ...momentsOf(lived.facts),
    ...programMoments(result),
    ...others,
    { at: begun, words: 'etl-compare begins' },
    { at: Date.now(), words: 'etl-compare has its output and log' },
  ]
  await appendFile(join(dirname(log), 'timeline.txt'), timelineText(moments, lived.facts.times.asked))
}

/** What of it became of the trial's step. */
export async function toStepRun(
  cluster: Cluster,
  request: PodRequest,
  { lived: { facts, stopped }, result }: EndedPod,
): Promise<StepRun> {
  const { exit } = facts
  if (facts.times.running === undefined)
    return neverStarted({
      fault: 'machine',
      detail: facts.unscheduled ?? facts.takenAway ?? 'its pod never ran',
    })
  if (exit && NEVER_BEGAN.includes(exit.reason))
    return neverStarted({ fault: 'engine', detail: exit.message })
  if (result && 'startError' in result) return neverStarted({ fault: 'engine', detail: result.startError })
  const run = { facts, stopped, host: await hostOf(cluster, facts.node) }
  if (result && isMetered(result)) return meteredRun(run, result)
  return unmeteredRun(run, request.python === null ? NO_METER : METER_LOST)
}

/** How a container ends whose program cannot be executed. */
const NEVER_BEGAN = ['StartError', 'ContainerCannotRun']
