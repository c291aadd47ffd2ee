import type { EngineNames } from '../reasons/known-engines.ts'
import { type Destination, DROP_INS, type Entry, isDropIn, TARGETS } from './entry.ts'
import { ENTRIES } from './registry.ts'
import { rewriteFor } from './rewrites.ts'

/** How an operation is written in one engine so that it returns what Spark does, or what to use or decide instead. */
interface Advice {
  target: Destination
  text: string
}

/** An entry that may have brought a difference about, and what to do in the candidate. */
interface AdvisedEntry {
  entry: Entry
  advice: Advice[]
}

const BY_ID: ReadonlyMap<string, Entry> = new Map(ENTRIES.map((entry) => [entry.id, entry]))

/** How to write it, or what to use in its place; undefined where nothing has to be said. */
export const adviceOf = (entry: Entry, target: Destination): string | undefined => {
  if (isDropIn(target)) return rewriteFor(entry, target)?.write ?? entry.instead
  const port = entry.ports[target]
  return 'lacks' in port ? port.lacks : port.write
}

/** Comet's operators stand for Spark's own. */
const SPARKS = ['spark', 'comet'] as const
const isSpark = (name: string | undefined): name is (typeof SPARKS)[number] =>
  SPARKS.some((each) => each === name)

/**
 * What a candidate may be written in: an engine whose name does not tell may be any. None where the catalogue does not
 * apply: it says what becomes of a Spark job elsewhere.
 */
function targetsOf({ baseline, engine, isOfSpark = true }: EngineNames): readonly Destination[] {
  if (baseline === engine || !isOfSpark) return []
  const named = (name: string) =>
    [...DROP_INS, ...TARGETS, ...SPARKS].find((each) =>
      name.toLowerCase().replaceAll('-', '_').includes(each),
    )
  const [from, to] = [named(baseline), named(engine)]
  if (isSpark(to) || (from !== undefined && !isSpark(from))) return []
  return to === undefined ? TARGETS : [to]
}

/** Those of some entries that have advice for a candidate; ids that this version's catalogue lacks are left out. */
export function advisedEntries(ids: readonly string[], sides: EngineNames): AdvisedEntry[] {
  const targets = targetsOf(sides)
  return ids.flatMap((id) => {
    const entry = BY_ID.get(id)
    const advice = targets.flatMap((target) => {
      const text = entry && adviceOf(entry, target)
      return text === undefined ? [] : [{ target, text }]
    })
    return entry && advice.length > 0 ? [{ entry, advice }] : []
  })
}
