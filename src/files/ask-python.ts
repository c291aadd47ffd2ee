import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** A program in Python that answers one question: JSON by stdin, JSON as the last line of stdout. */
export interface Script {
  /** What is still waited for; without it, as long as it takes. */
  limitMs?: number
  /** Ends the program when it is aborted. */
  signal?: AbortSignal | undefined
  /** Arguments of the interpreter, the program's file last. */
  args: readonly string[]
  cwd?: string
  env: NodeJS.ProcessEnv
}

/**
 * Asks the first of some interpreters that works.
 *
 * @returns the parsed answer; undefined where none works
 */
export async function askPython(
  pythons: readonly string[],
  script: Script,
  question: unknown,
): Promise<unknown> {
  for (const python of pythons) {
    const answer = await ask(python, script, question).catch(() => undefined)
    if (answer !== undefined) return answer
  }
  return undefined
}

/**
 * Asks one interpreter.
 *
 * @throws Error where it cannot be started, is ended, or gives no answer
 */
async function ask(python: string, { args, limitMs, ...place }: Script, question: unknown): Promise<unknown> {
  const child = spawn(python, args, {
    ...place,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: limitMs,
  })
  const closed = once(child, 'close')
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(question))
  const [answer, [code, killedBy]] = await Promise.all([text(child.stdout), closed])
  const line = answer.trimEnd().split('\n').at(-1)
  if (!line) throw new Error(`Python ended with ${killedBy ?? `exit code ${code}`} and gave no answer`)
  return JSON.parse(line)
}
