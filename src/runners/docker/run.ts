import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DiskWatch, diskUsage } from '../../files/disk-usage.ts'
import { thisOwner } from '../../files/owner.ts'
import { labelsOf } from '../../files/owner-labels.ts'
import { scratchFolder } from '../../files/scratch.ts'
import type { Mount } from '../../model/config/model.ts'
import { neverStarted, type StepRun } from '../../trial/step-run.ts'
import type { ConfinedCommand } from '../job-contract.ts'
import { SAMPLING } from '../meter/measures.ts'
import { isMetered } from '../meter/meter.ts'
import { readResult } from '../meter/result-file.ts'
import { METER, type MeterSpec } from '../meter/start.ts'
import { watchCgroup } from './cgroup-watcher.ts'
import type { Daemon } from './connect.ts'
import { Container } from './container.ts'
import { INSIDE, METER_FILES, metered } from './container-paths.ts'
import type { ContainerSpec } from './create-options.ts'
import { daemonWords } from './images/daemon-words.ts'
import type { Inside } from './probe.ts'
import { meteredRun, unmeteredRun } from './step-run.ts'
import { passwdWith, userInside } from './user.ts'

/** One step of an engine, in a container. */
export interface ContainerRequest extends ConfinedCommand {
  inside: Inside
  /** The job contract and the engine's own; the image's is there already. */
  env: Record<string, string>
  /** The input, and what the configuration mounts; their sources are absolute. */
  mounts: Mount[]
  /** Folder that is the container's output. */
  output: string
  network: string
  /** What other containers of the network call it, besides its id. */
  alias?: string
  /** Told its address on the network once it runs. */
  onHost?: (host: string) => void
  /** Told what it prints, as it comes. */
  onOutput?: (text: string) => void
  readOnlyRoot: boolean
}

/** How long what was told to end may take before it is killed: the meter inside kills its tree before that. */
const KILL_AFTER_MS = (SAMPLING.graceSeconds + 2) * 1000
/** How long a daemon may take to tell of the end of what was killed. */
const GIVE_UP_AFTER_MS = KILL_AFTER_MS + 15_000

/**
 * Executes a step in a container of its own and removes it afterwards. Aborting the signal ends it and keeps what
 * was measured.
 */
export async function runContainer(
  daemon: Daemon,
  request: ContainerRequest,
  signal: AbortSignal,
  disk: DiskWatch | null = null,
): Promise<StepRun> {
  const argv = argvOf(request)
  if (argv.length === 0) return neverStarted({ fault: 'engine', detail: NO_COMMAND })
  await using scratch = await scratchFolder()
  const user = userInside(daemon)
  await using _ = user === null ? await openedToAll(request) : undefined
  const spec = await specOf(request, argv, user, scratch.path)
  using watch = request.inside.hasMeter ? null : await watchCgroup(request.stages, request.cpus)
  const createdNs = process.hrtime.bigint()
  const createdAt = Date.now()
  try {
    await using container = await Container.create(daemon.docker, spec)
    using stopper = stopOn(signal, container)
    using _ = disk?.also(async () => {
      const besideMounts = spec.readOnlyRoot ? 0 : await container.writtenBytes()
      return besideMounts + (await diskUsage([scratch.path]))
    })
    const onStart = async () => {
      stopper.began()
      watch?.begin(container.id, await container.pid())
      if (request.onHost) request.onHost(await container.host())
    }
    const ended = await container.run(request.log, onStart, request.onOutput)
    await disk?.look()
    const facts = { ended, stopped: stopper.stopped, createdNs, createdAt, daemon }
    // The meter ends with 0 once it has written its result: what lies there after another end, the engine wrote.
    if (request.inside.hasMeter && ended.exitCode === 0) {
      const result = await readResult(join(scratch.path, RUN, METER_FILES.result))
      if (result && 'startError' in result)
        return neverStarted({ fault: 'engine', detail: result.startError })
      return result && isMetered(result)
        ? meteredRun(facts, result)
        : neverStarted({ fault: 'machine', detail: 'its measurements are missing or invalid' })
    }
    return unmeteredRun(facts, (await watch?.end()) ?? null)
  } catch (error) {
    return neverStarted({ fault: 'machine', detail: daemonWords(error) })
  }
}

const NO_COMMAND = 'the image has no command, and command: is not set'

/** Ends a container when the signal aborts: first asked, then killed, then given up. */
function stopOn(signal: AbortSignal, container: Container) {
  let stopped = false
  const timers: NodeJS.Timeout[] = []
  // A daemon that is gone fails whoever waits for the container's end.
  const kill = (how: 'SIGTERM' | 'SIGKILL') => void container.kill(how).catch(() => {})
  const giveUp = () => container.abandon(new Error('the Docker daemon does not answer'))
  const stop = () => {
    stopped = true
    kill('SIGTERM')
    timers.push(setTimeout(kill, KILL_AFTER_MS, 'SIGKILL'), setTimeout(giveUp, GIVE_UP_AFTER_MS))
  }
  signal.addEventListener('abort', stop, { once: true })
  return {
    /** One that was aborted before it began is stopped now. */
    began: () => signal.aborted && !stopped && stop(),
    get stopped() {
      return stopped
    },
    [Symbol.dispose]: () => {
      for (const timer of timers) clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    },
  }
}

const argvOf = ({ inside: { image }, argv }: ContainerRequest): string[] => [
  ...image.entrypoint,
  ...(argv.length > 0 ? argv : image.command),
]

/** Lets any user inside write output and stages until the block ends. Around a trial nobody else here reaches them. */
export async function openedToAll({
  output,
  stages,
}: Pick<ContainerRequest, 'output' | 'stages'>): Promise<AsyncDisposable> {
  const opened = [
    [output, 0o777],
    [stages, 0o666],
  ] as const
  const modes = await Promise.all(opened.map(async ([path]) => (await stat(path)).mode & 0o7777))
  for (const [path, mode] of opened) await chmod(path, mode)
  return {
    [Symbol.asyncDispose]: async () => {
      for (const [index, [path]] of opened.entries())
        await chmod(path, modes[index] ?? 0o700).catch(() => undefined)
    },
  }
}

/** A folder in one that nobody else here can enter, which the container's user can write to. */
export async function folderFor(user: string | null, parent: string, name: string): Promise<string> {
  const folder = join(parent, name)
  await mkdir(folder, { recursive: true })
  await chmod(folder, user === null ? 0o1777 : 0o700)
  return folder
}

async function specOf(
  request: ContainerRequest,
  argv: string[],
  user: string | null,
  scratch: string,
): Promise<ContainerSpec> {
  const { inside, output, stages, network, alias, readOnlyRoot, cpus, memoryBytes } = request
  const passwd = passwdWith(user, inside.passwd)
  const run = await folderFor(user, scratch, RUN)
  const mounts = [
    ...request.mounts,
    { source: output, target: INSIDE.output, readOnly: false },
    { source: run, target: INSIDE.run, readOnly: false },
    { source: stages, target: INSIDE.stages, readOnly: false },
  ]
  if (inside.hasMeter) {
    const asked: MeterSpec = { ...SAMPLING, argv, stages: INSIDE.stages, inContainer: true }
    await writeFile(join(run, METER_FILES.spec), JSON.stringify(asked))
    mounts.push({ source: dirname(METER), target: INSIDE.meter, readOnly: true })
  }
  if (passwd !== null) {
    await writeFile(join(scratch, 'passwd'), passwd)
    mounts.push({ source: join(scratch, 'passwd'), target: '/etc/passwd', readOnly: true })
  }
  // A volume would be root's there.
  if (!inside.hasTmp && !mounts.some(({ target }) => target === '/tmp'))
    mounts.push({ source: await folderFor(user, scratch, 'tmp'), target: '/tmp', readOnly: false })
  return {
    image: inside.image.id,
    argv: inside.hasMeter ? metered(inside.python) : argv,
    env: { ...homeFor(request, passwd), ...request.env },
    user,
    mounts,
    network,
    ...(alias !== undefined && { alias }),
    readOnlyRoot,
    cpus,
    memoryBytes,
    labels: labelsOf(await thisOwner()),
  }
}

/** A home that can be written to, where the image's own can't. */
const homeFor = ({ readOnlyRoot }: ContainerRequest, passwd: string | null): Record<string, string> =>
  readOnlyRoot || passwd !== null ? { HOME: '/tmp' } : {}

const RUN = 'run'
