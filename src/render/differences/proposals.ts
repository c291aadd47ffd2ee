import type { Tolerance } from '../../model/config/model.ts'
import type { ColumnFinding, TableFinding } from '../../model/record/schema.ts'
import { spellDuration } from '../../model/units/duration.ts'
import { REASONS } from '../../reasons/catalogue.ts'

/**
 * The lines of etl-compare.yml that would declare what was found, and little more than that: no other reason, and no
 * difference of numbers or times that is greater than the next round tolerance. None where nothing is left to declare, or where no declaration could make the table pass. A
 * column with a difference that is not proposed is left out.
 */
export function linesToPaste(finding: TableFinding): string[] {
  if (finding.passes || !haveSameShape(finding)) return []
  const open = openColumns(finding).filter(areProposed)
  const accepts = open.flatMap((own) => entry(own, reasonsOf(own)))
  const tolerances = open.flatMap((own) => entry(own, toleranceOf(own)))
  const lines = [...mapOf('accept', accepts), ...mapOf('tolerance', tolerances)]
  return lines.length === 0 ? [] : [`${nameOf(finding.table)}:`, ...lines.map((line) => `  ${line}`)]
}

/** What nothing is proposed for, in words; empty where what is proposed suffices. */
export function undeclarable(finding: TableFinding): string[] {
  if (finding.passes) return []
  const rows = (finding.onlyBaseline ?? 0) + (finding.onlyEngine ?? 0)
  const columns = namesOf(openColumns(finding).filter((own) => own.some(isHopeless) || areOfTwoKinds(own)))
  return [
    ...(rows > 0 ? ['rows that only one side has'] : []),
    ...(columns === '' ? [] : [`the differences in ${columns} (ignore: leaves a column out)`]),
  ]
}

/** Columns whose reasons `accept:` could name, but would then take differences of any size, with these reasons. */
export function acceptableByHand(finding: TableFinding): string[] {
  if (finding.passes || !haveSameShape(finding)) return []
  return openColumns(finding).flatMap((own) => {
    if (own.every(isProposed) || own.some(isHopeless) || areOfTwoKinds(own)) return []
    const reasons = own.filter((one) => !isProposed(one)).map(({ reason }) => reason)
    return [`${own[0]?.column} (${reasons.join(', ')})`]
  })
}

/** Columns that something would be proposed for, if rows or columns of one side alone did not keep the table from passing. */
export function heldBack(finding: TableFinding): string[] {
  if (finding.passes || haveSameShape(finding)) return []
  return openColumns(finding).flatMap((own) => (own.some(isHopeless) ? [] : (own[0]?.column ?? [])))
}

const haveSameShape = ({ onlyBaseline, onlyEngine, columns }: TableFinding): boolean =>
  onlyBaseline === 0 &&
  onlyEngine === 0 &&
  columns.every(({ kind, reason }) => kind === 'value' || declarationOf(reason) !== null)

/** What is beyond the declared tolerance, by column. */
const openColumns = ({ columns }: TableFinding): ColumnFinding[][] => [
  ...Map.groupBy(
    columns.filter(({ beyond }) => beyond !== 0),
    ({ column }) => column,
  ).values(),
]

const declarationOf = (reason: string) => REASONS[reason]?.declare

const isHopeless = ({ reason }: ColumnFinding): boolean => declarationOf(reason) === null

const areProposed = (own: readonly ColumnFinding[]): boolean => own.every(isProposed) && !areOfTwoKinds(own)

/** Texts may differ by numbers and by times, and a column has one tolerance. */
const areOfTwoKinds = (own: readonly ColumnFinding[]): boolean => {
  const kinds = own.map(({ reason }) => declarationOf(reason))
  return kinds.includes('time') && (kinds.includes('abs') || kinds.includes('rel'))
}

/** Whether a declaration is known that takes what was found, and nothing much greater. */
function isProposed(finding: ColumnFinding): boolean {
  const declaration = declarationOf(finding.reason)
  if (declaration === undefined) return true
  if (finding.measured !== undefined && finding.measured !== finding.count) return false
  switch (declaration) {
    case 'abs':
      return (finding.greatestAbs ?? 0) > 0
    case 'rel':
      return (finding.greatestRel ?? 0) > 0
    case 'time':
      return (finding.greatestSeconds ?? 0) > 0
    default:
      return false
  }
}

const entry = ([first]: readonly ColumnFinding[], value: string | undefined): string[] =>
  first && value !== undefined ? [`${nameOf(first.column)}: ${value}`] : []

const mapOf = (key: string, entries: readonly string[]): string[] =>
  entries.length === 0 ? [] : [`${key}: { ${entries.join(', ')} }`]

function reasonsOf(findings: readonly ColumnFinding[]): string | undefined {
  const reasons = findings
    .filter(({ reason }) => declarationOf(reason) === undefined)
    .map(({ reason }) => reason)
  return reasons.length === 0 ? undefined : `[${reasons.map(nameOf).join(', ')}]`
}

/** With what is declared for the column already, since one declaration takes the place of the other. */
function toleranceOf(findings: readonly ColumnFinding[]): string | undefined {
  const greatest = (
    kind: 'abs' | 'rel' | 'time',
    of: (finding: ColumnFinding) => number | null | undefined,
  ) =>
    Math.max(0, ...findings.filter(({ reason }) => declarationOf(reason) === kind).map((one) => of(one) ?? 0))
  const abs = greatest('abs', ({ greatestAbs }) => greatestAbs)
  const rel = greatest('rel', ({ greatestRel }) => greatestRel)
  const seconds = greatest('time', ({ greatestSeconds }) => greatestSeconds)
  if (abs + rel + seconds === 0) return undefined
  const isCovered = greatest('rel', ({ greatestAbs }) => greatestAbs) <= abs
  return spell({ abs, rel: isCovered ? 0 : rel, seconds }, findings[0]?.tolerance)
}

function spell(found: Required<Tolerance>, declared: Tolerance | null | undefined): string {
  if (found.seconds)
    return `{ abs: ${spellDuration(Math.max(roundTime(found.seconds), declared?.seconds ?? 0))} }`
  const abs = Math.max(roundUp(found.abs), declared?.abs ?? 0)
  const rel = Math.max(roundUp(found.rel), declared?.rel ?? 0)
  return `{ ${[...(abs > 0 ? [`abs: ${abs}`] : []), ...(rel > 0 ? [`rel: ${rel}`] : [])].join(', ')} }`
}

/** The least of 1, 2, 5, 10, 20, … that is no less, since other days differ a little more than this one; 0 of 0. */
function roundUp(value: number): number {
  if (value === 0) return 0
  const exponent = Math.floor(Math.log10(value))
  const steps = [1, 2, 5, 10].map((step) => Number(`${step}e${exponent}`))
  return steps.find((step) => step >= value) ?? value
}

/** The same of seconds, in the unit that people would say them in. */
function roundTime(seconds: number): number {
  const unit = [86_400, 3600, 60].find((each) => seconds >= each) ?? 1
  return roundUp(seconds / unit) * unit
}

const namesOf = (columns: readonly (readonly ColumnFinding[])[]): string =>
  columns.flatMap(([first]) => first?.column ?? []).join(', ')

/** Words that YAML, or an older one, takes for something else. */
const WORDS = /^(null|true|false|yes|no|y|n|on|off)$/i

/** A name as YAML takes it inside a map. */
const nameOf = (name: string): string =>
  /^[A-Za-z_][\w-]*$/.test(name) && !WORDS.test(name) ? name : JSON.stringify(name)
