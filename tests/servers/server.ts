import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a server needs to start may take so long on a busy machine. */
const PATIENCE_MS = 250_000

/** A server that a test started. */
export interface Server extends AsyncDisposable {
  /** Ends it at once, as a machine that fails does. */
  stop(): Promise<void>
}

/**
 * Starts a program and waits until it answers.
 *
 * @param answers resolves once it does; is asked again while it rejects
 */
export async function startServer(
  [program = '', ...args]: string[],
  options: { cwd: string; uid?: number; gid?: number; env?: NodeJS.ProcessEnv },
  answers: () => Promise<unknown>,
): Promise<Server> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  const ended = once(child, 'exit').catch((error: Error) => [error.message])
  const late = AbortSignal.timeout(PATIENCE_MS)
  const server = { stop: () => stop(child), [Symbol.asyncDispose]: () => stop(child) }
  while (child.exitCode === null && !late.aborted) {
    const isUp = await answers().then(
      () => true,
      () => false,
    )
    if (isUp) return server
    await Promise.race([sleep(50), ended])
    if (child.pid === undefined) break
  }
  await stop(child)
  throw new Error(`${program} did not start: ${said}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
