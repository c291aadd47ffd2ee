import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Script } from './ask-python.ts'

/**
 * A program that is not asked anything for so long is ended: its memory is not kept while long trials are measured, and
 * short ones need not wait for another start between them.
 */
const IDLE_MS = 60_000

interface Running {
  child: ChildProcessByStdio<Writable, Readable, null>
  lines: Interface
}

/**
 * A program in Python that answers questions one after the other: each is a line of JSON by stdin, each answer one by
 * stdout. It starts with the first question, and keeps no process alive that waits for nothing else; when that ends, so
 * does its stdin, and the program with it.
 */
export class PythonSession {
  readonly #python: string
  readonly #script: Script
  #running: Running | undefined
  #idle: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(python: string, script: Script) {
    this.#python = python
    this.#script = script
  }

  /**
   * Asks once the questions before have their answers.
   *
   * @param signal ends the program when it is aborted; the next question starts another
   * @throws Error where it cannot be started, is ended, or gives no answer
   */
  ask(question: unknown, signal?: AbortSignal): Promise<unknown> {
    const answer = this.#last.then(() => this.#askNow(question, signal))
    this.#last = answer.catch(() => undefined)
    return answer
  }

  async #askNow(question: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    signal?.throwIfAborted()
    clearTimeout(this.#idle)
    this.#running ??= this.#start()
    const { child, lines } = this.#running
    child.ref()
    try {
      const line = nextLine(child, lines, signal)
      child.stdin.write(`${JSON.stringify(question)}\n`)
      return JSON.parse(await line)
    } catch (error) {
      this.#running = undefined
      child.kill()
      throw error
    } finally {
      child.unref()
      this.#idle = setTimeout(() => this.#end(child), IDLE_MS).unref()
    }
  }

  #start(): Running {
    const { args, cwd, env } = this.#script
    const child = spawn(this.#python, args, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] })
    // The end of the process is noticed by 'exit'.
    child.stdin.on('error', () => undefined)
    child.on('exit', () => this.#forget(child))
    for (const pipe of [child.stdin, child.stdout]) (pipe as unknown as Socket).unref()
    return { child, lines: createInterface(child.stdout) }
  }

  #end(child: Running['child']): void {
    this.#forget(child)
    child.stdin.end()
  }

  #forget(child: Running['child']): void {
    if (this.#running?.child === child) this.#running = undefined
  }
}

/** @throws Error where the program ends before, or cannot be started */
async function nextLine(
  child: Running['child'],
  lines: Interface,
  aborted: AbortSignal | undefined,
): Promise<string> {
  const settled = new AbortController()
  const signal = AbortSignal.any([settled.signal, ...(aborted ? [aborted] : [])])
  const ended = once(child, 'close', { signal }).then(([code, killedBy]) => {
    throw new Error(`Python ended with ${killedBy ?? `exit code ${code}`} and gave no answer`)
  })
  const line = once(lines, 'line', { signal }).then(([text]) => String(text))
  line.catch(() => undefined)
  try {
    return await Promise.race([line, ended])
  } finally {
    settled.abort()
    ended.catch(() => undefined)
  }
}
