import { once } from 'node:events'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Docker from 'dockerode'
import { isGone, thisOwner } from '../src/files/owner.ts'
import { labelsOf, ownerOf } from '../src/files/owner-labels.ts'
import { scratchOwner } from '../src/files/scratch.ts'
import type { Measures } from '../src/model/measures/combine.ts'
import type { Trial } from '../src/model/record/schema.ts'
import { measuresOfSteps } from '../src/model/record/usage.ts'
import { connectDocker, type Daemon } from '../src/runners/docker/connect.ts'
import { findImage } from '../src/runners/docker/images/find.ts'
import { OURS } from '../src/runners/docker/labels.ts'
import { probeImage } from '../src/runners/docker/probe.ts'
import { type ContainerRequest, runContainer } from '../src/runners/docker/run.ts'
import type { StepRun } from '../src/trial/step-run.ts'
import { docker, removeImages } from './docker.ts'
import { type Ended, etlCompare, root, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

/** What an engine of these tests has to do. */
export const COPY = `import os, shutil
shutil.copy(os.environ['ETL_INPUT'], os.environ['ETL_OUTPUT'] + '/orders.csv')`

/** An engine of Python code, in the image of our own stack. */
export const python = (code: string): string =>
  `{ stack: py, command: [python, -c, ${JSON.stringify(code)}] }`

/** The image that `folder` builds. */
export const built = (folder: string): string => `build: { context: ${JSON.stringify(join(root, folder))} }`

interface More {
  limits?: string
  timeout?: string
  stack?: string
  files?: Record<string, string>
}

/** A folder with a job of such engines, the first of which is the baseline. */
export const folderWith = (engines: Record<string, string>, more: More = {}) =>
  scratch({
    'input.csv': 'id,amount\n1,2.50\n2,7.25\n',
    'etl-compare.yml': `version: 1
stacks: { py: { image: etl-compare/pythonic, ${built('docker/pythonic')}, ${more.stack ?? ''} } }
limits: { ${more.limits ?? ''} }
jobs:
  orders:
    input: input.csv
    baseline: base
    timeout: ${more.timeout ?? '60s'}
    engines:
${Object.entries(engines)
  .map(([name, engine]) => `      ${name}: ${engine}`)
  .join('\n')}
    tables: { orders: { key: [id] } }
`,
    ...more.files,
  })

export const runInContainers = (folder: string, ...args: string[]): Promise<Ended> =>
  etlCompare(['run', '--runner', 'docker', ...args], folder)

export async function firstTrial(folder: string, engine = 'base'): Promise<Trial> {
  const trial = (await recordOf(folder)).trials.find((each) => each.engine === engine)
  if (!trial) throw new Error(`${engine} has no trial`)
  return trial
}

export const logOf = (folder: string, engine = 'base'): Promise<string> =>
  readFile(join(folder, 'results/orders/own', engine, '1/log.txt'), 'utf8')

/** What is there of runs that have ended: containers, volumes and networks at the daemon, and folders. */
export async function leftBehind(): Promise<string[]> {
  const [containers, { Volumes }, networks, folders] = await Promise.all([
    docker.listContainers({ all: true, filters: OURS }),
    docker.listVolumes({ filters: OURS }),
    docker.listNetworks({ filters: OURS }),
    readdir(tmpdir()),
  ])
  const found = [
    ...containers.map(({ Id, Labels }) => ({ name: Id, owner: ownerOf(Labels) })),
    ...Volumes.map(({ Name, Labels }) => ({ name: Name, owner: ownerOf(Labels) })),
    ...networks.map(({ Id, Labels }) => ({ name: Id, owner: ownerOf(Labels ?? {}) })),
    ...folders.map((name) => ({ name, owner: scratchOwner(name) })),
  ]
  const gone = await Promise.all(found.map(({ owner }) => owner !== undefined && isGone(owner)))
  return found.filter((_, index) => gone[index]).map(({ name }) => name)
}

export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(100)
}

/** One step in a container of an image that is here, without the command line around it. */
export async function runStep(
  image: string,
  { hasMeter, ...request }: Partial<ContainerRequest> & { hasMeter?: false },
  signal = new AbortController().signal,
  daemon?: Daemon,
): Promise<StepRun & { printed: string; measures: Measures }> {
  await using folder = await scratch({ 'log.txt': '', 'stages.jsonl': '' })
  const here = await connectDocker()
  const facts = await findImage(here, image)
  if (!facts) throw new Error(`${image} is not here`)
  const [log, stages, output] = ['log.txt', 'stages.jsonl', 'output'].map((name) => join(folder.path, name))
  if (!log || !stages || !output) throw new Error('unreachable')
  await mkdir(output)
  const inside = await probeImage(here, facts, labelsOf(await thisOwner()), signal)
  const run = await runContainer(
    daemon ?? here,
    {
      inside: { ...inside, hasMeter: hasMeter ?? inside.hasMeter },
      argv: [],
      env: {},
      mounts: [],
      output,
      network: 'none',
      readOnlyRoot: true,
      cpus: [],
      memoryBytes: null,
      log,
      stages,
      ...request,
    },
    signal,
  )
  const measures = measuresOfSteps([run])
  return { ...run, measures, printed: await readFile(log, 'utf8') }
}

/** Builds an image of a Dockerfile alone; it goes with the block. */
export async function imageOf(name: string, dockerfile: string): Promise<AsyncDisposable> {
  await using folder = await scratch({ Dockerfile: dockerfile })
  const answer = await docker.buildImage(
    { context: folder.path, src: ['Dockerfile'] },
    { t: name, version: '1' },
  )
  await new Promise<void>((done, fail) =>
    docker.modem.followProgress(answer, (error, events) => {
      const refused = events?.find((event: { error?: string }) => event.error)?.error
      return error || refused ? fail(error ?? new Error(refused)) : done()
    }),
  )
  return { [Symbol.asyncDispose]: () => removeImages(name) }
}

/** The daemon behind a connection that can be cut. */
export async function startProxy(): Promise<{ daemon: Daemon; cut: () => void } & AsyncDisposable> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const behind = connect('/var/run/docker.sock')
    for (const each of [socket, behind]) sockets.add(each.on('error', () => {}))
    socket.pipe(behind).pipe(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('unreachable')
  const cut = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  const behind = new Docker({ protocol: 'http', host: '127.0.0.1', port: address.port })
  return {
    daemon: { ...(await connectDocker()), docker: behind },
    cut,
    [Symbol.asyncDispose]: async () => cut(),
  }
}
