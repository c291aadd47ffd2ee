import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** A program in Python that answers one question: JSON by stdin, JSON as the last line of stdout. */
export interface Script {
  /** What is still waited for. */
  limitMs: number
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

async function ask(python: string, { args, limitMs, ...place }: Script, question: unknown): Promise<unknown> {
  const child = spawn(python, args, {
    ...place,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: limitMs,
  })
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(question))
  const answer = await Promise.race([text(child.stdout), failed])
  return JSON.parse(answer.trimEnd().split('\n').at(-1) ?? '')
}
