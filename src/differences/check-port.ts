import { type Destination, type Entry, isDropIn } from './entry.ts'
import { MEASURED, type Measured, outcomeOf, type Standing, standingOf } from './outcome.ts'
import { ENTRIES } from './registry.ts'

/** A place in a program where Spark is used. */
export interface Use {
  /** The operation, as entries' triggers name it; where it is not understood, why. */
  what: string
  line: number
  /** From 1. */
  column: number
  text: string
  /** Which cell of a notebook; empty in other files. */
  cell: string
}

/** A program as it was read. */
export interface ReadProgram {
  file: string
  uses: readonly Use[]
  unknown: readonly Use[]
}

export interface Place extends Use {
  file: string
}

/** An entry of the catalogue that a program meets, and where. */
export interface Met {
  entry: Entry
  standing: Standing
  places: Place[]
}

/** What becomes of a program's operations in another engine. */
export interface PortCheck {
  target: Destination
  met: Met[]
  /** What could not be followed, and operations that are not in the catalogue. */
  unknown: Place[]
}

/** Which entries name an operation. */
const BY_TRIGGER = Map.groupBy(
  ENTRIES.flatMap((entry) => entry.triggers.map((trigger) => ({ trigger, entry }))),
  ({ trigger }) => trigger,
)

/** Why nothing is known of an operation that is in the catalogue. */
export const NOT_RUN = 'not-run'

/**
 * Whether an entry's code shows what becomes of one of its operations. On a drop-in it may not have been run, or have ended
 * at a call that is lacking: that says something of the operation that the engine named, and of the others only where an
 * entry is about one thing, and says what to write instead.
 */
function wasSeen(entry: Entry, operation: string, target: Destination, found: Measured): boolean {
  if (!isDropIn(target)) return true
  const outcome = outcomeOf(entry, target, found)
  if (!outcome || !('lacks' in outcome)) return outcome !== undefined
  return entry.instead !== undefined || isNamed(operation, outcome.lacks)
}

/** Whether what an engine lacks, `DataFrame.sample` or `DataFrameReader.csv: the option multiline`, is an operation. */
function isNamed(operation: string, lacks: string): boolean {
  const [kind = '', name = ''] = operation.toLowerCase().split(':', 2)
  const isCall = kind === 'method' || kind === 'function'
  const words = isCall ? lacks : lacks.slice(lacks.indexOf(': ') + 1)
  return words.toLowerCase().split(/\W+/).includes(name)
}

/** Looks up every use of some programs; each is found in `met` or in `unknown`. */
export function checkPort(
  programs: readonly ReadProgram[],
  target: Destination,
  found = MEASURED,
): PortCheck {
  const met = new Map<Entry, Met>()
  const unknown = programs.flatMap(({ file, unknown }) => unknown.map((use) => ({ file, ...use })))
  for (const place of programs.flatMap(({ file, uses }) => uses.map((use) => ({ file, ...use })))) {
    const entries = BY_TRIGGER.get(place.what) ?? []
    const seen = entries.filter(({ entry }) => wasSeen(entry, place.what, target, found))
    const odd = entries.length === 0 ? place : { ...place, what: NOT_RUN }
    const last = unknown.at(-1)
    if (seen.length === 0 && !(last?.what === odd.what && isAt(last, odd))) unknown.push(odd)
    for (const { entry } of seen) {
      const one = met.get(entry) ?? { entry, standing: standingOf(entry, target, found), places: [] }
      if (!isAt(one.places.at(-1), place)) one.places.push(place)
      met.set(entry, one)
    }
  }
  return { target, met: [...met.values()], unknown }
}

/** Whether two places are one; those of a program are in its order, so that they are neighbours. */
const isAt = (a: Place | undefined, b: Place): boolean =>
  a !== undefined && a.file === b.file && a.cell === b.cell && a.line === b.line && a.column === b.column

/** Whether the catalogue names an operation. */
export const isInCatalogue = (operation: string): boolean => BY_TRIGGER.has(operation)
