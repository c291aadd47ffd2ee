import { setTimeout } from 'node:timers/promises'
import { expect, it, type TestContext } from 'vitest'
import { type Random, seededRandom } from '../../src/simulate/random.ts'
import type { Ended, startImpatient } from '../etl-compare.ts'
import { SEED, TIMES } from './tries.ts'

/** How often a fault was tried, how often it went well, and what was there after the next start. */
export interface Tally {
  what: string
  tries: number
  survived: number
  leftBehind: string[]
  /** How long the slowest took to end after a signal; null where none was sent. */
  seconds: number | null
}

declare module 'vitest' {
  interface TaskMeta {
    tally?: Tally
  }
}

/** What one try came to: what was wrong, if anything was, and what was there after the next start. */
export interface Outcome {
  faults: string[]
  /** How many it stands for, each with one fault at most; default: one, whatever its faults. */
  of?: number
  leftBehind?: string[]
  /** From a signal to the end. */
  seconds?: number
}

/** What a try is given: which one it is, from 0 or, of a share of them, from any; and randomness of its row's own. */
export interface Try {
  index: number
  random: Random
}

/** A row of the suite's table: tries a fault so many times, all of which must go well and leave nothing. */
export function fault(what: string, tries: number, attempt: (given: Try) => Promise<Outcome>, skip = false) {
  it.skipIf(skip)(what, { timeout: 300_000 * Math.max(1, TIMES) }, async ({ task }: TestContext) => {
    const random = seededRandom(`${SEED} ${what}`)
    const tally: Tally = { what, tries: 0, survived: 0, leftBehind: [], seconds: null }
    task.meta.tally = tally
    const faults: string[] = []
    const first = TIMES < 1 ? Math.floor(random.uniform() * tries) : 0
    for (let index = first; index < first + tries * TIMES; index++) {
      const outcome = await attempt({ index, random })
      const { of = 1 } = outcome
      tally.tries += of
      tally.survived += Math.max(0, of - outcome.faults.length)
      faults.push(...outcome.faults.map((text) => `try ${index + 1}: ${text}`))
      if (outcome.seconds !== undefined) tally.seconds = Math.max(tally.seconds ?? 0, outcome.seconds)
      tally.leftBehind.push(...(outcome.leftBehind ?? []))
    }
    expect({ faults, leftBehind: tally.leftBehind }).toEqual({ faults: [], leftBehind: [] })
  })
}

/** What isn't as it should be, in words. */
export const unless = (...checks: [isFine: boolean, otherwise: string][]): string[] =>
  checks.flatMap(([isFine, otherwise]) => (isFine ? [] : [otherwise]))

/** Sends a signal at a random moment of so many milliseconds, or lets a command end before it. */
export async function endAtRandom(
  { child, ended }: ReturnType<typeof startImpatient>,
  signal: NodeJS.Signals,
  within: number,
  random: Random,
): Promise<Ended & { seconds: number }> {
  await Promise.race([setTimeout(random.uniform() * within), ended])
  const sent = performance.now()
  child.kill(signal)
  return { ...(await ended), seconds: (performance.now() - sent) / 1000 }
}
