import { spawn } from 'node:child_process'
import { addAbortListener, once } from 'node:events'
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
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', log.fd, log.fd] })
  using _ = addAbortListener(signal, () => sendToGroup(child.pid, 'SIGKILL'))
  try {
    const [code, killedBy] = await once(child, 'close')
    return code === 0 ? undefined : `${program} exited with ${code ?? killedBy}`
  } catch (error) {
    return (error as Error).message
  }
}
