import { Agent } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Service } from '../model/config/model.ts'
import type { ServiceRequest } from '../model/config/requests.ts'
import { type Answered, had } from '../trial/answers.ts'
import type { Served, ServiceLoad } from '../trial/served.ts'
import { errorText, failedAlone } from '../trial/service.ts'
import type { StepRun } from '../trial/step-run.ts'
import { exchange, type Outgoing, type Target } from './exchange.ts'
import { generateLoad } from './load.ts'
import { arrivalsMs } from './schedule.ts'

/** What a service is asked, and how. */
export interface Asked {
  service: Service
  requests: readonly ServiceRequest[]
  /** Of the moments at which requests are sent: the same for all engines. */
  seed: string
}

const LOOK_MS = 10
/** Idle connections are closed before most services do, after 5 s: a request must not meet one that is being closed. */
const KEPT_MS = 4000
/** Requests in a row without an answer, after which no others are asked. */
const MOST_SILENT = 3
/** In which a service that breaks connections is seen to have ended, if it has. */
const ENDING_MS = 1000
/** Without a request, between the first healthy answer and the first request: what it holds then is held idle. */
const IDLE_MS = 1000

/**
 * Runs a service, and meanwhile waits until it is healthy, asks it each request once, then all of them under load, and has it
 * stopped.
 *
 * @param run starts it, tells where it can be reached, and ends it by SIGTERM when its signal is aborted
 * @param signal ends everything early
 */
export async function serve(
  asked: Asked,
  port: number,
  run: (signal: AbortSignal, onHost: (host: string) => void) => Promise<StepRun>,
  signal: AbortSignal,
): Promise<StepRun> {
  const [stop, life] = [new AbortController(), new AbortController()]
  const host = Promise.withResolvers<string | null>()
  const running = run(AbortSignal.any([signal, stop.signal]), host.resolve).finally(() => {
    life.abort()
    host.resolve(null)
  })
  const at = await host.promise
  const seen =
    at === null ? UNSEEN : await visit(asked, { host: at, port }, AbortSignal.any([signal, life.signal]))
  // One that ended by itself meanwhile was not stopped.
  const isOurs = !signal.aborted && !life.signal.aborted
  stop.abort()
  const ran = await running
  return { ...ran, stopped: ran.stopped && !isOurs, served: seen }
}

/** Of one that ended before it could be asked anything. */
const UNSEEN: Served = {
  stage: 'starting',
  problem: null,
  readyAtMs: null,
  idleUntilMs: null,
  asking: null,
  answers: [],
  load: null,
}

/** Asks a service for as long as it lives. */
async function visit(asked: Asked, at: Pick<Target, 'host' | 'port'>, life: AbortSignal): Promise<Served> {
  const { service, requests } = asked
  const agent = new Agent({ keepAlive: true, timeout: KEPT_MS })
  const target: Target = { ...at, agent, timeoutMs: 1000 * service.timeoutSeconds }
  const served = { ...UNSEEN }
  life.addEventListener('abort', () => agent.destroy())
  try {
    const refusal = await untilHealthy(service, target, life)
    if (life.aborted) return served
    if (refusal !== null) return { ...served, problem: refusal }
    served.readyAtMs = monotonicMs()
    served.stage = 'idle'
    await setTimeout(IDLE_MS, undefined, { signal: life }).catch(() => undefined)
    if (life.aborted) return served
    served.idleUntilMs = monotonicMs()
    served.stage = 'answering'
    const outgoing = requests.map(toOutgoing)
    const answers = await askAlone(outgoing, target, life)
    if (life.aborted) return { ...served, asking: requests[answers.length - 1] ?? null }
    if (isSilent(answers)) return { ...served, problem: failedAlone(requests, answers) }
    served.answers = answers
    served.stage = 'under load'
    served.load = await loadOf(asked, target, outgoing, answers, life)
    const problem = errorText(served.load) ?? failedAlone(requests, answers)
    return life.aborted ? served : { ...served, stage: 'done', problem }
  } finally {
    agent.destroy()
  }
}

/** The answer to each request, one at a time; to no more where it is silent, or has ended. */
async function askAlone(
  outgoing: readonly Outgoing[],
  target: Target,
  life: AbortSignal,
): Promise<Answered[]> {
  const answers: Answered[] = []
  for (const each of outgoing) {
    const answer = await answerTo(target, each)
    const isBroken = 'error' in answer && BROKEN.includes(answer.error)
    if (isBroken) await setTimeout(ENDING_MS, undefined, { signal: life }).catch(() => undefined)
    answers.push(answer)
    if (isSilent(answers) || life.aborted) break
  }
  return answers
}

function isSilent(answers: readonly Answered[]): boolean {
  const last = answers.slice(-MOST_SILENT)
  return last.length === MOST_SILENT && last.every((answer) => 'error' in answer)
}

async function loadOf(
  { service: { perSecond, seconds }, seed }: Asked,
  target: Target,
  outgoing: readonly Outgoing[],
  answers: readonly Answered[],
  life: AbortSignal,
): Promise<ServiceLoad> {
  const due = Math.round(perSecond * seconds)
  const repeated = outgoing.map((each, index) => {
    const answer = answers[index]
    return { outgoing: each, status: answer && 'status' in answer ? answer.status : null }
  })
  const fromMs = monotonicMs()
  const { latenciesMs, lateMs, errors, failures } = await generateLoad(
    target,
    repeated,
    arrivalsMs(due, due / perSecond, seed),
    life,
  )
  return { fromMs, untilMs: monotonicMs(), due, latenciesMs, lateMs, errors, failures }
}

/** Null once a service is healthy; else what it said last. */
async function untilHealthy(
  { ready, startupSeconds }: Service,
  target: Target,
  life: AbortSignal,
): Promise<string | null> {
  const outgoing: Outgoing = { ...ready, headers: {}, body: null }
  const until = performance.now() + 1000 * startupSeconds
  let last = ''
  while (!life.aborted) {
    const left = until - performance.now()
    if (left <= 0)
      return `was not healthy after ${startupSeconds} s: ${ready.method} ${ready.path} last had ${last}. ${fixFor(last)}`
    const answer = await answerTo({ ...target, timeoutMs: Math.min(left, target.timeoutMs) }, outgoing)
    if ('status' in answer && answer.status >= 200 && answer.status < 300) return null
    // One that was cut short says less than the answer before it.
    const isCut = 'error' in answer && answer.error === 'timeout' && left < target.timeoutMs
    if (!isCut || last === '') last = had(answer)
    await setTimeout(LOOK_MS, undefined, { signal: life }).catch(() => undefined)
  }
  return null
}

const BROKEN = ['refused', 'reset']

const fixFor = (last: string): string =>
  last === had({ error: 'refused' })
    ? 'Let it listen on HOST and PORT, or raise startup: if it needs longer'
    : 'Correct ready:, or raise startup: if it needs longer'

const answerTo = (target: Target, outgoing: Outgoing): Promise<Answered> =>
  new Promise((resolve) => exchange(target, outgoing, true, resolve))

function toOutgoing({ method, path, headers, body }: ServiceRequest): Outgoing {
  if (body === undefined) return { method, path, headers, body: null }
  const bytes = Buffer.from(JSON.stringify(body))
  const written = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  return {
    method,
    path,
    body: bytes,
    headers: {
      ...(!written.has('content-type') && { 'content-type': 'application/json' }),
      ...headers,
      'content-length': String(bytes.length),
    },
  }
}

/** Of the clock that meters tell moments by. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6
