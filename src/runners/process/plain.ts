import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { sendToGroup } from './signals.ts'

/**
 * Runs a command unmeasured, with its output appended to a log.
 *
 * @returns undefined where it exits with 0, else what went wrong
 */
export async function runPlainly(
  [program = '', ...args]: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; log: string; signal: AbortSignal },
): Promise<string | undefined> {
  await using log = await open(options.log, 'a')
  const { cwd, env, signal } = options
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', log.fd, log.fd] })
    const stop = () => sendToGroup(child.pid, 'SIGKILL')
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, killedBy) => {
      signal.removeEventListener('abort', stop)
      resolve(code === 0 ? undefined : `${program} exited with ${code ?? killedBy}`)
    })
  })
}
