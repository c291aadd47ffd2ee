import { constants } from 'node:fs'
import { chmod, open, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Mount } from '../../core/config/model.ts'
import type { Measures } from '../../core/measures/combine.ts'
import { neverStarted, type StepRun } from '../../core/trial/step-run.ts'
import { SAMPLING } from '../meter/measures.ts'
import { METER, type MeterResult, type MeterSpec, meterResultSchema } from '../meter/meter.ts'
import { thisOwner } from '../owner.ts'
import { scratchFolder } from '../scratch.ts'
import type { Daemon } from './connect.ts'
import { Container } from './container.ts'
import type { ContainerSpec } from './create-options.ts'
import { daemonWords } from './images/daemon-words.ts'
import { INSIDE } from './inside.ts'
import { labelsOf } from './labels.ts'
import { watchFromOutside } from './outside.ts'
import type { Inside } from './probe.ts'
import { watchReady } from './ready.ts'
import { meteredRun, unmeteredRun } from './step-run.ts'
import { passwdWith, userInside } from './user.ts'

/** One step of an engine, in a container. */
export interface ContainerRequest {
  inside: Inside
  argv: string[]
  /** The job contract and the engine's own; the image's is there already. */
  env: Record<string, string>
  /** The input, and what the configuration mounts; their sources are absolute. */
  mounts: Mount[]
  /** Folder that is the container's output. */
  output: string
  network: string
  readOnlyRoot: boolean
  /** Cores it is confined to; empty: all. */
  cpus: number[]
  memoryBytes: number | null
  /** Files that the step's output and stages are appended to; both exist already. */
  log: string
  stages: string
  pull: Measures
}

/** How long what was told to end may take before it is killed: the meter inside kills its tree before that. */
const KILL_AFTER_MS = (SAMPLING.graceSeconds + 2) * 1000

/**
 * Executes a step in a container of its own and removes it afterwards. Aborting the signal ends it and keeps what
 * was measured.
 */
export async function runContainer(
  daemon: Daemon,
  request: ContainerRequest,
  signal: AbortSignal,
): Promise<StepRun> {
  await using scratch = await scratchFolder()
  const spec = await specOf(daemon, request, scratch.path)
  const createdNs = process.hrtime.bigint()
  const createdAt = Date.now()
  try {
    await using container = await Container.create(daemon.docker, spec)
    using stopper = stopOn(signal, container)
    const watched = request.inside.hasMeter ? undefined : watchReady(request.stages)
    const end = new AbortController()
    let seen: ReturnType<typeof watchFromOutside> | undefined
    const ended = await container.run(request.log, async () => {
      stopper.began()
      if (watched) seen = watchFromOutside(container.id, await container.pid(), end.signal)
    })
    end.abort()
    const facts = { ended, stopped: stopper.stopped, createdNs, createdAt, pull: request.pull, daemon }
    const result = await meterResult(scratch.path)
    if (result && !('startError' in result)) return meteredRun(facts, result)
    if (result) return neverStarted({ fault: 'engine', detail: result.startError })
    return unmeteredRun(facts, (await seen) ?? null, watched?.readyAt() ?? null, request.inside)
  } catch (error) {
    return neverStarted({ fault: 'machine', detail: daemonWords(error) })
  }
}

/** Ends a container when the signal aborts: first asked, then killed. */
function stopOn(signal: AbortSignal, container: Container) {
  let [stopped, timer]: [boolean, NodeJS.Timeout | undefined] = [false, undefined]
  const stop = () => {
    stopped = true
    void container.kill('SIGTERM')
    timer = setTimeout(() => void container.kill('SIGKILL'), KILL_AFTER_MS)
  }
  signal.addEventListener('abort', stop, { once: true })
  return {
    /** One that was aborted before it began is stopped now. */
    began: () => signal.aborted && !stopped && stop(),
    get stopped() {
      return stopped
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    },
  }
}

async function specOf(daemon: Daemon, request: ContainerRequest, scratch: string): Promise<ContainerSpec> {
  const { inside, output, stages } = request
  const user = userInside(daemon)
  if (user === null) await Promise.all([chmod(output, 0o777), chmod(stages, 0o666), chmod(scratch, 0o777)])
  const passwd = passwdWith(user, inside.passwd)
  const argv = [
    ...inside.image.entrypoint,
    ...(request.argv.length > 0 ? request.argv : inside.image.command),
  ]
  const mounts = [
    ...request.mounts,
    { source: output, target: INSIDE.output, readOnly: false },
    { source: scratch, target: INSIDE.run, readOnly: false },
    { source: stages, target: INSIDE.stages, readOnly: false },
  ]
  if (inside.hasMeter) {
    await writeMeterSpec(argv, scratch)
    mounts.push({ source: dirname(METER), target: INSIDE.meter, readOnly: true })
  }
  if (passwd !== null) {
    await writeFile(join(scratch, 'passwd'), passwd)
    mounts.push({ source: join(scratch, 'passwd'), target: '/etc/passwd', readOnly: true })
  }
  return {
    image: inside.image.id,
    argv: inside.hasMeter ? METERED : argv,
    env: { ...homeFor(request, passwd), ...request.env },
    user,
    mounts,
    network: request.network,
    readOnlyRoot: request.readOnlyRoot,
    cpus: request.cpus,
    memoryBytes: request.memoryBytes,
    labels: labelsOf(await thisOwner()),
  }
}

/** A home that can be written to, where the image's own can't. */
const homeFor = ({ readOnlyRoot }: ContainerRequest, passwd: string | null): Record<string, string> =>
  readOnlyRoot || passwd !== null ? { HOME: '/tmp' } : {}

const [SPEC, RESULT] = ['spec.json', 'result.json']
const METERED = [
  'python3',
  '-ESs',
  `${INSIDE.meter}/meter.py`,
  `${INSIDE.run}/${SPEC}`,
  `${INSIDE.run}/${RESULT}`,
]

async function writeMeterSpec(argv: string[], scratch: string): Promise<void> {
  const spec: MeterSpec = {
    ...SAMPLING,
    argv,
    cwd: null,
    env: null,
    cpus: [],
    memoryBytes: null,
    log: null,
    stages: INSIDE.stages,
    inContainer: true,
  }
  await writeFile(join(scratch, SPEC), JSON.stringify(spec))
}

/**
 * What the meter inside wrote; undefined where there is none, or it was killed. The folder was the container's: a link
 * in its place is not followed, and what is no result is not repeated.
 */
async function meterResult(scratch: string): Promise<MeterResult | undefined> {
  const file = await open(join(scratch, RESULT), constants.O_RDONLY | constants.O_NOFOLLOW).catch(
    () => undefined,
  )
  if (!file) return undefined
  try {
    return meterResultSchema.safeParse(JSON.parse(await file.readFile('utf8'))).data
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
