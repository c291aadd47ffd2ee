import type { Entry, Target } from './entry.ts'
import { MEASURED, type Standing, standingOf } from './outcome.ts'
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
  target: Target
  met: Met[]
  /** What could not be followed, and operations that are not in the catalogue. */
  unknown: Place[]
}

/** Which entries name an operation. */
const BY_TRIGGER = Map.groupBy(
  ENTRIES.flatMap((entry) => entry.triggers.map((trigger) => ({ trigger, entry }))),
  ({ trigger }) => trigger,
)

/** Looks up every use of some programs; each is found in `met` or in `unknown`. */
export function checkPort(programs: readonly ReadProgram[], target: Target, found = MEASURED): PortCheck {
  const met = new Map<Entry, Met>()
  const unknown: Place[] = []
  for (const { file, uses, unknown: hidden } of programs) {
    unknown.push(...hidden.map((use) => ({ file, ...use })))
    for (const use of uses) {
      const entries = BY_TRIGGER.get(use.what) ?? []
      if (entries.length === 0) unknown.push({ file, ...use })
      for (const { entry } of entries) {
        const one = met.get(entry) ?? { entry, standing: standingOf(entry, target, found), places: [] }
        const place = { file, ...use }
        if (!isAt(one.places.at(-1), place)) one.places.push(place)
        met.set(entry, one)
      }
    }
  }
  return { target, met: [...met.values()], unknown }
}

/** Whether two places are one; those of a program are in its order, so that they are neighbours. */
const isAt = (a: Place | undefined, b: Place): boolean =>
  a !== undefined && a.file === b.file && a.cell === b.cell && a.line === b.line && a.column === b.column

/** Whether the catalogue names an operation. */
export const isInCatalogue = (operation: string): boolean => BY_TRIGGER.has(operation)
