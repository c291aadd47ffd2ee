import { CALLS } from './calls.ts'
import {
  type Destination,
  type DropIn,
  type Entry,
  isDropIn,
  WITH_CALLS_APART,
  WITH_SQL_APART,
} from './entry.ts'
import { MEASURED, type Measured, outcomeOf, type ProbeKind, type Standing, standingOf } from './outcome.ts'
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
  /** The name in Spark's API that is called or imported, `DataFrame.agg`; absent in SQL, and of operators. */
  call?: string
  /** Only a program that begins a session of its own comes there. */
  begins?: boolean
  /** Which arguments the call gives: their places, from 0, and their names. */
  given?: readonly string[]
}

/** A program as it was read. */
export interface ReadProgram {
  file: string
  uses: readonly Use[]
  unknown: readonly Use[]
  /** Names of PySpark that it imports without a condition, or calls where no use says more. */
  names: readonly Use[]
}

export interface Place extends Use {
  file: string
}

/** An entry of the catalogue that a program meets, and where. */
export interface Met {
  entry: Entry
  standing: Standing
  /** The name in Spark's API that a drop-in does not have at these places; null where the entry's example tells. */
  lacks: string | null
  /** The probe that shows it. */
  kind: ProbeKind
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

const entriesOf = (operation: string): Entry[] => (BY_TRIGGER.get(operation) ?? []).map(({ entry }) => entry)

/** What DuckDB raises of SQL that is Spark's own, whatever the data. */
const OTHER_SQL = ['ParserException', 'BinderException', 'CatalogException']

/** The entries of names of Spark's API, of arguments and of options of files that no other entry is about. */
const OTHER_NAMES = 'name:pyspark'
const OTHER_ARGUMENTS = 'name:arguments-of-pyspark'
const OTHER_OPTIONS = 'name:options-of-files'

/** Why nothing is known of an operation that is in the catalogue. */
export const NOT_RUN = 'not-run'

/**
 * Whether an entry's code shows what becomes of an operation. On a drop-in it may not have been run, or have ended at what is
 * lacking: that says something of the operation that the engine named, and of the others only where an entry is about one
 * thing, and says what to write instead; one missing function shows nothing of a call of another. Where SQL is apart, code in SQL shows
 * nothing of a call, and may not be the engine's SQL.
 */
function wasSeen(entry: Entry, use: Use, target: Destination, found: Measured): boolean {
  if (!isDropIn(target)) return entry.form !== 'call'
  const { what, call } = use
  const kind = kindOf(entry, use, target)
  if (kind === target && !isOfForm(entry, use, target)) return false
  const isApart = WITH_SQL_APART.includes(target)
  const outcome = outcomeOf(entry, kind, found)
  if (!outcome) return false
  if ('lacks' in outcome) {
    const [lacks = ''] = outcome.lacks.split(':')
    const isNameAlone = isApart || lacks.startsWith('functions.')
    const isOther = isNameAlone && call !== undefined && found.lacking[target].includes(lacks)
    return isNamed(what, outcome.lacks) || (entry.instead !== undefined && !isOther)
  }
  const isForeign = isApart && kind === target && 'error' in outcome && OTHER_SQL.includes(outcome.error)
  return !isForeign || entry.instead !== undefined
}

/** Whether an entry's own code says something of a call, or of SQL. */
const isOfForm = (entry: Entry, { call }: Use, target: DropIn): boolean =>
  call === undefined
    ? entry.form !== 'call'
    : entry.form !== 'sql' && !(WITH_SQL_APART.includes(target) && typeof entry.spark === 'string')

/** Which of an entry's probes shows what becomes of a use. */
function kindOf(entry: Entry, { call }: Use, target: Destination): ProbeKind {
  const apart = WITH_CALLS_APART.find((engine) => engine === target)
  return apart && call !== undefined && CALLS.has(entry.id) ? `${apart}-calls` : target
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
  const places = (kind: 'uses' | 'unknown' | 'names') =>
    programs.flatMap((program) => program[kind].map((use) => ({ file: program.file, ...use })))
  const unknown = places('unknown')
  const { lacking, others } = isDropIn(target)
    ? lackingNames(places('uses'), places('names'), target, found)
    : { lacking: [], others: places('uses') }
  const met = new Map<string, Met>()
  for (const place of others) {
    const entries = entriesOf(place.what)
    const seen = entries.filter((entry) => wasSeen(entry, place, target, found))
    const odd = entries.length === 0 ? place : { ...place, what: NOT_RUN }
    const last = unknown.at(-1)
    if (seen.length === 0 && !(last?.what === odd.what && isAt(last, odd))) unknown.push(odd)
    for (const entry of seen) {
      const kind = kindOf(entry, place, target)
      const standing = standingOf(entry, target, found, kind)
      const key = `${entry.id}.${kind}`
      const one = met.get(key) ?? { entry, standing, lacks: null, kind, places: [] }
      if (!isAt(one.places.at(-1), place)) one.places.push(place)
      met.set(key, one)
    }
  }
  return { target, met: [...lacking, ...met.values()], unknown }
}

/**
 * The names of Spark's API that a drop-in does not have, each by the entry that is about it; and the uses of all else. What
 * begins a session is not reached: a drop-in's is handed over.
 */
function lackingNames(uses: readonly Place[], names: readonly Place[], target: DropIn, found: Measured) {
  const all = new Map(found.lacking[target].map(shownBy))
  const lacks = ({ call = '', given = [] }: Place) => {
    const names = [...namesWithin(call), ...given.map((argument) => `${call}(${argument})`)]
    return names.flatMap((name) => all.get(name) ?? [])[0] ?? null
  }
  const reached = uses.filter(({ begins }) => !begins)
  // A program ends at an import first
  const byName = Map.groupBy([...names.filter(({ begins }) => !begins), ...reached], lacks)
  const lacking = [...byName].flatMap(([name, places]): Met[] => {
    const entry = name === null ? undefined : entryAbout(name, places, target, found)
    if (name === null || !entry) return []
    const once = places.filter((place, index) => !isAt(places[index - 1], place))
    return [{ entry, standing: 'none', lacks: name, kind: target, places: once }]
  })
  return { lacking, others: reached.filter((place) => lacks(place) === null) }
}

/**
 * How a use names what is lacking, and how it is shown: a place of an argument, `DataFrame.show(0|n)`, by its name; an option of
 * a file, `read.csv.multiLine`, by its reader or writer.
 */
function shownBy(name: string): [string, string] {
  const [, call, place, argument] = /^(.+)\((\d+)\|(\w+)\)$/.exec(name) ?? []
  if (call !== undefined) return [`${call}(${place})`, `${call}(${argument})`]
  const [, verb, format, option] = /^(read|write)\.(\w+)\.(\w+)$/.exec(name) ?? []
  if (verb === undefined) return [name, name]
  const holder = verb === 'read' ? 'DataFrameReader' : 'DataFrameWriter'
  return [name.toLowerCase(), `${holder}.${format}: the option ${option}`]
}

/**
 * The entry whose example ended there, else one that says what to write instead, else one that a call of that name meets.
 * That of a setting is about what it sets.
 */
function entryAbout(name: string, places: readonly Place[], target: DropIn, found: Measured) {
  if (name.endsWith(')')) return [...entriesOf(`name:${name}`), ...entriesOf(OTHER_ARGUMENTS)][0]
  const option = / the option (\w+)$/.exec(name)?.[1]
  if (option !== undefined) {
    const own = entriesOf(`option:${option.toLowerCase()}`).filter(({ instead }) => instead !== undefined)
    return [...own, ...entriesOf(OTHER_OPTIONS)][0]
  }
  const about = places.filter(({ what }) => what !== OTHER_NAMES && !what.startsWith('setting:'))
  const entries = [...entriesOf(`name:${name}`), ...about.flatMap(({ what }) => entriesOf(what))]
  const endedThere = (entry: Entry) => {
    const outcome = outcomeOf(entry, target, found)
    return outcome !== undefined && 'lacks' in outcome && outcome.lacks.split(':')[0]?.endsWith(name)
  }
  const called = about.filter(({ what }) => /^(?:method|function):/.test(what))
  return (
    entries.find((entry) => entry.instead !== undefined && endedThere(entry)) ??
    entries.find(endedThere) ??
    entries.find(({ instead }) => instead !== undefined) ??
    [...called.flatMap(({ what }) => entriesOf(what)), ...entriesOf(OTHER_NAMES)][0]
  )
}

/** `pyspark`, `pyspark.ml` and `pyspark.ml.feature` of the last: a module that is missing takes all of its own along. */
const namesWithin = (name: string): string[] =>
  name.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'))

/** Whether two places are one; those of a program are in its order, so that they are neighbours. */
const isAt = (a: Place | undefined, b: Place): boolean =>
  a !== undefined && a.file === b.file && a.cell === b.cell && a.line === b.line && a.column === b.column

/** Whether the catalogue names an operation. */
export const isInCatalogue = (operation: string): boolean => BY_TRIGGER.has(operation)
