import { adviceOf } from '../differences/advice.ts'
import { type Met, NOT_RUN, type Place, type PortCheck } from '../differences/check-port.ts'
import { type Destination, type DropIn, type Entry, isDropIn } from '../differences/entry.ts'
import { outcomeOf, type Standing } from '../differences/outcome.ts'
import { counted, hangText, printable, shortened } from '../text/text.ts'
import { TARGET_NAMES } from './differences/fixes.ts'
import { outcomeTexts } from './differences/outcome-text.ts'
import { sentencesAbout } from './differences/sentences.ts'
import { isQuiet, portSummary, summarySentence } from './port-summary.ts'

/** Groups in the order in which they need work; `same` is listed in one line. */
const GROUPS: readonly [Exclude<Standing, 'same'>, string][] = [
  ['differ', 'Differs: decide what you want'],
  ['none', 'No counterpart'],
  ['same-if', 'The same if written so'],
]

/** Of a program that is to run as it is. */
const GROUPS_AS_IT_IS: typeof GROUPS = [
  ['none', 'Lacking: a program that needs it ends in an error'],
  ['differ', 'Differs: other data, or an error'],
]

/** Differences of a program that is to run as it is, by where they show. */
const QUIET: readonly [NonNullable<Entry['shows']>, string][] = [
  ['types', 'The same values, but columns of other types, or files of another layout'],
  ['rarely', 'Differs in unusual data alone, such as NaN, broken lines or numbers past 64 bits'],
]

const WHY: Record<string, string> = {
  [NOT_RUN]: 'not run as written here on this engine, or another call of its entry is lacking there',
  'dynamic-sql': 'SQL that is put together when the program runs',
  'dynamic-code': 'code or a function that is chosen when the program runs',
  'dynamic-mode': 'what a write does with what is there is chosen when the program runs',
  'dynamic-table': 'a table whose name is chosen when the program runs',
  'dynamic-join': 'the kind of join is chosen when the program runs',
  'dynamic-option': 'an option that is chosen when the program runs',
  'dynamic-setting': 'a setting that is chosen when the program runs',
  'module-unread': 'a module of the project that could not be read',
  'notebook-unread': 'another notebook, which is not read: give it to port-check too',
  'other-language': 'a cell in a language that is not read',
  'sql-syntax': 'not valid Spark SQL',
  'sql-construct': 'a statement or clause of SQL that is not in the catalogue',
}

/** Places that are shown with their code; of the others, at most so many lines are named. */
const [MOST_PLACES, MOST_LINES] = [3, 12]
const [INDENT, DEEPER] = [2, 6]

/** The differences that programs meet, those first that need a decision, in lines of a terminal's width. */
export function portCheckText(check: PortCheck, columns: number): string {
  const groups = (isDropIn(check.target) ? GROUPS_AS_IT_IS : GROUPS).flatMap(([standing, title]) => {
    const met = check.met.filter((one) => one.standing === standing && !isQuiet(one, check.target))
    if (met.length === 0) return []
    const entries = met.flatMap((one) => ['', ...metLines(one, check.target, columns)])
    return ['', `${title} (${met.length})`, ...entries]
  })
  const quiet = quietLines(check, columns)
  const sources = groups.length + quiet.length > 0 ? ['', hang(SOURCES, 0, columns)] : []
  const rest = [...quiet, ...unknownLines(check, columns), ...sameLines(check, columns)]
  return [hang(headline(check), 0, columns), ...groups, ...rest, ...sources].join('\n')
}

const SOURCES =
  'Each id in brackets is an entry of docs/differences.md: the example that was run, and what each engine returned.'

/** What few programs notice, by its id alone. */
function quietLines({ met, target }: PortCheck, columns: number): string[] {
  const quiet = met.filter((one) => isQuiet(one, target))
  return QUIET.flatMap(([shows, title]) => {
    const ids = quiet.filter(({ entry }) => entry.shows === shows).map(({ entry }) => `[${entry.id}]`)
    return ids.length === 0 ? [] : ['', `${title} (${ids.length})`, hang(ids.join(', '), INDENT, columns)]
  })
}

/** Counts of what is listed below it, each as it is listed. */
function headline(check: PortCheck): string {
  const { target, met, unknown } = check
  const count = (standing: Standing) => met.filter((one) => one.standing === standing).length
  const same = counted(sameOperations(check).length, 'operation')
  if (isDropIn(target)) {
    const { lacking, differ, differRarely, notUnderstood } = portSummary(check)
    const counts = `${lacking} lacking, ${differ} differ, ${differRarely} in types or unusual data alone, ${same} the same`
    return `As it is on ${TARGET_NAMES[target]}: ${counts}, ${notUnderstood} not understood`
  }
  const parts = [
    `${count('differ')} differ`,
    `${count('none')} without counterpart`,
    `${count('same-if')} the same if written so`,
    `${same} the same`,
    `${unknown.length} not understood`,
  ]
  return `Spark to ${TARGET_NAMES[target]}: ${parts.join(', ')}`
}

function metLines(met: Met, target: Destination, columns: number): string[] {
  const { entry, places } = met
  const advice = adviceOf(entry, target)
  return [
    hang(`${entry.title}  [${entry.id}]`, INDENT, columns),
    hang(isDropIn(target) ? seenText(met, target) : entry.what, DEEPER, columns),
    ...(advice === undefined ? [] : [hang(`→ ${advice}`, DEEPER, columns)]),
    ...placeLines(places, columns),
  ]
}

/** What a drop-in made of Spark's code: what it lacks, or what the entry is about and what both returned. */
function seenText({ entry, lacks, kind }: Met, target: DropIn): string {
  const [spark, own] = [outcomeOf(entry, 'spark'), outcomeOf(entry, kind)]
  const name = TARGET_NAMES[target]
  if (lacks !== null) return `${name} lacks ${lacks}`
  if (own && 'lacks' in own) return `${name} lacks ${own.lacks}`
  const [expected, returned] = outcomeTexts(spark, own)
  const example = `In its example, Spark ${expected}; ${name} ${returned}.`
  const shown = entry.unseen && expected === returned ? [] : [example]
  return [...sentencesAbout(target, entry.what), ...shown].join(' ')
}

/** The first places with their code, one a line, and the lines of the others. */
function placeLines(places: readonly Place[], columns: number): string[] {
  const shown = places.slice(0, MOST_PLACES).map((place) => {
    const line = printable(`${' '.repeat(DEEPER)}${placeText(place)}  ${place.text}`)
    return shortened(line, columns)
  })
  const rest = places.slice(MOST_PLACES)
  return rest.length === 0 ? shown : [...shown, hang(`and ${othersText(rest)}`, DEEPER, columns)]
}

/** `line 4, 7, 9 and 3 more`; only how many where they are in several files. */
function othersText(places: readonly Place[]): string {
  if (new Set(places.map(({ file, cell }) => `${file} ${cell}`)).size > 1)
    return `${counted(places.length, 'place')} more`
  const lines = [...new Set(places.map(({ line }) => line))]
  const more = lines.length - MOST_LINES
  return `line ${lines.slice(0, MOST_LINES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const placeText = ({ file, line, column, cell }: Place): string =>
  `${file}${cell && `, ${cell}`}:${line}:${column}`

function unknownLines({ unknown }: PortCheck, columns: number): string[] {
  if (unknown.length === 0) return []
  const byWhat = Map.groupBy(unknown, ({ what }) => what)
  const lines = [...byWhat].flatMap(([what, places]) => [
    hang(WHY[what] ?? `${what} is not in the catalogue`, INDENT, columns),
    ...placeLines(places, columns),
  ])
  return ['', `Not understood (${unknown.length})`, ...lines]
}

/** Operations of which nothing differs: those that another entry names are listed with it. */
function sameOperations({ met }: PortCheck): string[] {
  const operations = (of: Met[]) => new Set(of.flatMap(({ places }) => places.map(({ what }) => what)))
  const differ = operations(met.filter(({ standing }) => standing !== 'same'))
  const same = [...operations(met)].filter((operation) => !differ.has(operation)).map(shortName)
  return [...new Set(same)].toSorted()
}

function sameLines(check: PortCheck, columns: number): string[] {
  const same = sameOperations(check)
  if (same.length === 0) return []
  return ['', `The same (${counted(same.length, 'operation')})`, hang(same.join(', '), INDENT, columns)]
}

/** `function:lower` is `lower`; an operator or clause keeps its word. */
const shortName = (trigger: string): string => trigger.slice(trigger.indexOf(':') + 1)

const hang = (text: string, indent: number, columns: number): string =>
  hangText(`${' '.repeat(indent)}${printable(text)}`, columns, indent)

/** The same as data. */
export function portCheckJson(check: PortCheck) {
  const { target, met, unknown } = check
  return {
    target,
    summary: { ...portSummary(check), text: summarySentence(check) },
    differences: met.map((one) => ({
      id: one.entry.id,
      title: one.entry.title,
      standing: one.standing,
      shows: one.entry.shows ?? null,
      what: isDropIn(target) ? seenText(one, target) : one.entry.what,
      write: adviceOf(one.entry, target) ?? null,
      places: one.places.map(placeJson),
    })),
    unknown: unknown.map((place) => ({
      ...placeJson(place),
      why: WHY[place.what] ?? 'not in the catalogue',
    })),
  }
}

const placeJson = ({ file, line, column, text, cell, what }: Place) => ({
  file,
  ...(cell && { cell }),
  line,
  column,
  text,
  operation: what,
})
