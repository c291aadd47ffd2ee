/** Containers of known cost, run by the tool's own runner, with `docker stats` beside it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type Docker from 'dockerode'
import { thisOwner } from '../../src/files/owner.ts'
import { labelsOf } from '../../src/files/owner-labels.ts'
import { scratchFolder } from '../../src/files/scratch.ts'
import { connectDocker, type Daemon } from '../../src/runners/docker/connect.ts'
import { findImage } from '../../src/runners/docker/images/find.ts'
import { type Inside, probeImage } from '../../src/runners/docker/probe.ts'
import { runContainer } from '../../src/runners/docker/run.ts'
import type { StepRun } from '../../src/trial/step-run.ts'
import { type DockerStats, watchStats } from './stats.ts'

/** Images of `tests/images/known-load`: the program alone, and beside a Python. */
export const BARE = 'etl-compare-test/known-load-bare'
export const PYTHON = 'etl-compare-test/known-load-python'
const FOLDER = resolve(import.meta.dirname, '../../tests/images/known-load')

/** The daemon, with both images built. */
export async function prepareLoads(): Promise<Daemon> {
  const daemon = await connectDocker()
  await build(daemon.docker, BARE, 'bare')
  await build(daemon.docker, PYTHON, 'python')
  return daemon
}

/** With the old builder, which needs no session. */
async function build(docker: Docker, name: string, target: string): Promise<void> {
  const context = { context: FOLDER, src: ['Dockerfile', 'load.c'] }
  const answer = await docker.buildImage(context, { t: name, target, version: '1' })
  await new Promise<void>((done, fail) =>
    docker.modem.followProgress(answer, (error, events) => {
      const refused = events?.find((event: { error?: string }) => event.error)?.error
      return error || refused ? fail(error ?? new Error(refused)) : done()
    }),
  )
}

/** An image that can be run; undefined where the daemon has none of that name. */
export async function insideOf(daemon: Daemon, name: string): Promise<Inside | undefined> {
  const image = await findImage(daemon, name)
  return image && probeImage(daemon, image, labelsOf(await thisOwner()), new AbortController().signal)
}

export interface LoadRun {
  run: StepRun
  printed: string
}

/** Runs a command by the tool's runner, on two cores, with 4 GiB. */
export async function runLoad(daemon: Daemon, inside: Inside, argv: string[]): Promise<LoadRun> {
  await using folder = await scratchFolder()
  const [log, stages] = [join(folder.path, 'log.txt'), join(folder.path, 'stages.jsonl')]
  await Promise.all([writeFile(log, ''), writeFile(stages, '')])
  const request = {
    inside,
    argv,
    env: {},
    mounts: [],
    output: folder.path,
    network: 'none',
    readOnlyRoot: false,
    cpus: [0, 1],
    memoryBytes: 4 * 2 ** 30,
    log,
    stages,
  }
  const run = await runContainer(daemon, request, new AbortController().signal)
  return { run, printed: await readFile(log, 'utf8') }
}

export interface WatchedRun extends LoadRun {
  stats: DockerStats
}

/** The same, with `docker stats` beside it. */
export async function runWatched(daemon: Daemon, inside: Inside, argv: string[]): Promise<WatchedRun> {
  const watching = await watchStats(daemon.docker)
  const run = await runLoad(daemon, inside, argv)
  return { ...run, stats: watching.end() }
}
