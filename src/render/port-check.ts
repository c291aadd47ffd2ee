import type { Met, Place, PortCheck } from '../differences/check-port.ts'
import type { Target } from '../differences/entry.ts'
import type { Standing } from '../differences/outcome.ts'
import { counted, hangText, printable } from '../text/text.ts'

const NAMES: Record<Target, string> = { duckdb: 'DuckDB', polars: 'Polars' }

/** Groups in the order in which they need work; `same` is listed in one line. */
const GROUPS: readonly [Exclude<Standing, 'same'>, string][] = [
  ['differ', 'Differs: decide what you want'],
  ['none', 'No counterpart'],
  ['same-if', 'The same if written so'],
]

const WHY: Record<string, string> = {
  'dynamic-sql': 'SQL that is put together when the program runs',
  'dynamic-code': 'code or a function that is chosen when the program runs',
  'dynamic-join': 'the kind of join is chosen when the program runs',
  'dynamic-option': 'an option that is chosen when the program runs',
  'dynamic-setting': 'a setting that is chosen when the program runs',
  'sql-syntax': 'not valid Spark SQL',
  'sql-construct': 'a statement or clause of SQL that is not in the catalogue',
}

/** Places of one line before «and n more». */
const MOST_PLACES = 6
const [INDENT, DEEPER] = [2, 6]

/** The differences that programs meet, those first that need a decision, in lines of a terminal's width. */
export function portCheckText(check: PortCheck, columns: number): string {
  const groups = GROUPS.flatMap(([standing, title]) => {
    const met = check.met.filter((one) => one.standing === standing)
    if (met.length === 0) return []
    return ['', `${title} (${met.length})`, ...met.flatMap((one) => metLines(one, check.target, columns))]
  })
  return [headline(check), ...groups, ...unknownLines(check, columns), ...sameLines(check, columns)].join(
    '\n',
  )
}

function headline({ target, met, unknown }: PortCheck): string {
  const count = (standing: Standing) => met.filter((one) => one.standing === standing).length
  const parts = [
    `${count('differ')} differ`,
    `${count('none')} without counterpart`,
    `${count('same-if')} the same if written so`,
    `${count('same')} the same`,
    `${unknown.length} not understood`,
  ]
  return `Spark to ${NAMES[target]}: ${parts.join(', ')}`
}

function metLines({ entry, places }: Met, target: Target, columns: number): string[] {
  const port = entry.ports[target]
  const advice = 'lacks' in port ? port.lacks : port.write
  return [
    hang(`${entry.title}  [${entry.id}]`, INDENT, columns),
    hang(placesText(places), DEEPER, columns),
    hang(entry.what, DEEPER, columns),
    ...(advice === undefined ? [] : [hang(`→ ${advice}`, DEEPER, columns)]),
  ]
}

function placesText(places: readonly Place[]): string {
  const shown = places.slice(0, MOST_PLACES).map((place) => `${placeText(place)} ${place.text}`)
  const rest = places.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(' · ')
}

const placeText = ({ file, line, column, cell }: Place): string =>
  `${file}${cell && `, ${cell}`}:${line}:${column}`

function unknownLines({ unknown }: PortCheck, columns: number): string[] {
  if (unknown.length === 0) return []
  const byWhat = Map.groupBy(unknown, ({ what }) => what)
  const lines = [...byWhat].flatMap(([what, places]) => [
    hang(WHY[what] ?? `${what} is not in the catalogue`, INDENT, columns),
    hang(placesText(places), DEEPER, columns),
  ])
  return ['', `Not understood (${unknown.length})`, ...lines]
}

function sameLines({ met }: PortCheck, columns: number): string[] {
  const same = met.filter(({ standing }) => standing === 'same')
  if (same.length === 0) return []
  const operations = [...new Set(same.flatMap(({ places }) => places.map(({ what }) => shortName(what))))]
  const list = operations.toSorted().join(', ')
  return ['', `The same (${counted(operations.length, 'operation')})`, hang(list, INDENT, columns)]
}

/** `function:lower` is `lower`; an operator or clause keeps its word. */
const shortName = (trigger: string): string => trigger.slice(trigger.indexOf(':') + 1)

const hang = (text: string, indent: number, columns: number): string =>
  hangText(`${' '.repeat(indent)}${printable(text)}`, columns, indent)

/** The same as data. */
export const portCheckJson = ({ target, met, unknown }: PortCheck) => ({
  target,
  differences: met.map(({ entry: { id, title, what, ports }, standing, places }) => {
    const port = ports[target]
    return {
      id,
      title,
      standing,
      what,
      write: ('lacks' in port ? port.lacks : port.write) ?? null,
      places: places.map(placeJson),
    }
  }),
  unknown: unknown.map((place) => ({ ...placeJson(place), why: WHY[place.what] ?? 'not in the catalogue' })),
})

const placeJson = ({ file, line, column, text, cell, what }: Place) => ({
  file,
  ...(cell && { cell }),
  line,
  column,
  text,
  operation: what,
})
