import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { linesOf } from '../../files/lines.ts'
import type { Unwatched } from './unwatched.ts'

export const METER = fileURLToPath(new URL('./meter.py', import.meta.url))
const TAIL_BYTES = 64 * 1024
const LONGEST_END_MS = 1000

/** What meter.py gets. */
export interface MeterSpec {
  argv: string[]
  /** Folder to start in; absent: the meter's own. */
  cwd?: string
  /** The command's whole environment; absent: the meter's own. */
  env?: NodeJS.ProcessEnv
  /** Cores it is confined to; absent or empty: all. */
  cpus?: number[]
  /** File that its output is appended to; absent: the meter's own output. */
  log?: string
  /** File of the engine's own stages; absent where there is none. */
  stages?: string
  /** Set where the meter runs in the command's container, whose cgroup then counts; spec and result are files there. */
  inContainer?: true
  /** Set where the meter is to end as the command did, for whoever looks at its exit code; else 0 says that the result is there. */
  exitsAlike?: true
  /** What a command keeps of whoever calls `record`; absent: a trial, which has nothing of anyone. */
  attached?: {
    /** The process whose death alone ends the command: a signal to the meter is meant for the command too. */
    parent: number
    /** Numbers of the signals that the command ignores. */
    ignored: number[]
  }
  /** Longest time between two samples; they are closer at first. */
  sampleMs: number
  graceSeconds: number
}

/** How the meter ended. */
export interface MeterEnd {
  /** Its result as JSON; empty where it and its keeper were killed. */
  text: string
  /** What may have outlived both. */
  unwatched: Unwatched
  /** The end of what came to stderr, where that is a pipe. */
  logEnd: string
}

/** A meter that has come up, and waits for what it is to run. */
export interface WaitingMeter {
  child: ChildProcess
  /**
   * Runs a command, once.
   *
   * @param onStart is given the process that is the command, as soon as there is one
   */
  run(spec: MeterSpec, onStart?: (pid: number) => void): Promise<MeterEnd>
}

/**
 * Starts the meter with its input, output, and what else the command is to find open. Spec and result go through a socket
 * of its own, the last of its open files: no disk can be too full for them, and nobody else can write there.
 *
 * @param memoryBytes that the command may use; null for any
 * @param signal ends a meter that waits, when it is aborted
 * @returns once it waits, or why it cannot measure, and whether somebody killed it
 */
export async function startMeter(
  python: string,
  stdio: readonly (number | 'ignore' | 'inherit' | 'pipe')[],
  memoryBytes: number | null,
  signal?: AbortSignal,
): Promise<WaitingMeter | UnableMeter> {
  const limit = memoryBytes === null ? [] : [`${memoryBytes}`]
  const child = spawn(python, ['-ESs', '-X', 'utf8', METER, `${stdio.length}`, ...limit], {
    stdio: [...stdio, 'pipe'],
    detached: true,
  })
  let tail = Buffer.alloc(0)
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES)
  })
  const closed = once(child, 'close').catch((error: NodeJS.ErrnoException) => error)
  const channel = child.stdio[stdio.length] as Duplex
  // A meter that has gone reads no spec, and tells so by having no result.
  channel.on('error', () => undefined)
  signal?.addEventListener('abort', () => dismiss(child, channel))
  const lines = linesFrom(channel)
  const { value: greeting } = await lines.next()
  if (greeting !== '') {
    const ended = await closed
    const reason = whyUnable(ended instanceof Error ? ended : { stderr: greeting ?? tail.toString() })
    return { reason, isKilled: child.signalCode !== null }
  }
  return {
    child,
    run: async (spec, onStart = () => undefined) => {
      channel.write(`${JSON.stringify(spec)}\n`)
      const { text, pid, cgroup } = await listen(lines, onStart)
      await closed
      return { text, unwatched: { pid, cgroup, session: child.pid ?? null }, logEnd: tail.toString() }
    },
  }
}

/** Ends a meter that waits, which still takes its cgroup away; one that hangs is killed. */
function dismiss(child: ChildProcess, channel: Duplex): void {
  if (child.exitCode !== null || child.signalCode !== null) return
  channel.destroy()
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS)
  child.once('exit', () => clearTimeout(late))
}

export interface UnableMeter {
  reason: string
  isKilled: boolean
}

/** The cgroup once it was made, the command once it was started, and the result: a line each. */
interface Told {
  pid: number | null
  cgroup: string | null
  text: string
}

/** What the meter says, until it ends or is killed. */
async function* linesFrom(channel: Duplex): AsyncGenerator<string> {
  try {
    for await (const lines of linesOf(channel)) yield* lines
  } catch {
    // Cut off where it was killed.
  }
}

async function listen(lines: AsyncIterable<string>, onStart: (pid: number) => void): Promise<Told> {
  const told: Told = { pid: null, cgroup: null, text: '' }
  for await (const line of lines) {
    const message = parsed(line)
    if (message?.group !== undefined) told.cgroup = message.group
    else if (message?.pid !== undefined) {
      told.pid = message.pid
      onStart(message.pid)
    } else if (message) told.text = line
  }
  return told
}

/** Undefined of a line that was cut off. */
function parsed(line: string): { group?: string | null; pid?: number } | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Why a Python cannot measure, by how it failed. */
export function whyUnable({
  code,
  stderr = '',
  killed = false,
}: {
  code?: string | number | undefined
  stderr?: string
  killed?: boolean
}): string {
  if (code === 'ENOENT') return 'python3 was not found, and measuring needs 3.9 or newer'
  if (killed) return 'python3 did not start in time'
  const words = stderr.trim().split('\n').at(-1)
  return `python3 cannot measure here${words ? `: ${words}` : ''}`
}
