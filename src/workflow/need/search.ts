import type { Context } from '../../context.ts'
import type { Attempt } from '../../need/attempt.ts'
import { nextAmount } from '../../need/bisection.ts'
import { attemptsOf, type Need, searchOf, triesOf } from '../../need/need.ts'
import type { MeasuredTrial } from '../trial/measure-trial.ts'
import type { ReadyComparison, RunSetup } from '../trial/setup.ts'
import { keepNeed } from './need-file.ts'
import { runWith } from './run-with.ts'

/** A search whose runs with the most memory have ended. */
export interface Searching {
  ready: ReadyComparison
  setup: RunSetup
  references: readonly MeasuredTrial[]
  folder: string
}

/**
 * Searches the least memory of each engine, one after the other, and keeps what is known after each run. One that was
 * interrupted goes on where it ended.
 */
export async function search(begun: Need, searching: Searching, context: Context): Promise<Need> {
  let need = begun
  for (const name of begun.engines)
    if (!Object.hasOwn(begun.ended, name)) need = await searchEngine(name, need, searching, context)
  return need
}

async function searchEngine(
  name: string,
  begun: Need,
  searching: Searching,
  context: Context,
): Promise<Need> {
  let need = begun
  while (!context.signal.aborted) {
    const found = await runNext(name, need, searching, context)
    const isStopped = typeof found === 'string'
    if (found === null || (isStopped && context.signal.aborted)) return need
    need = isStopped
      ? { ...need, ended: { ...need.ended, [name]: found } }
      : { ...need, attempts: [...need.attempts, found] }
    await keepNeed(searching.folder, need)
    if (isStopped) return need
  }
  return need
}

/** @returns null where an engine's search is over, and a text where it cannot go on */
async function runNext(
  name: string,
  need: Need,
  { references, ready, setup, folder }: Searching,
  context: Context,
): Promise<Attempt | string | null> {
  const own = attemptsOf(need, name)
  const memoryBytes = nextAmount(triesOf(own), searchOf(need, name))
  if (memoryBytes === null) return null
  const reference = references.find(({ trial }) => trial.engine === name)
  const engine = ready.engines.find((each) => each.name === name)
  if (!engine || !reference) return 'it was not run with all memory'
  const number = own.filter((each) => each.memoryBytes === memoryBytes).length + 1
  const order = ready.engines.length + need.attempts.length + 1
  return runWith({ ready, setup, engine, reference, memoryBytes, order, number, folder }, context)
}
