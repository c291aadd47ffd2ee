import type { ColumnFinding, TableFinding } from '../record/schema.ts'
import { REASONS } from './reasons.ts'

/**
 * The lines of etl-compare.yml that would declare what was found; none where nothing is left to declare, or where no
 * declaration could make the table pass. A column with a difference that has no declaration is left out.
 */
export function linesToPaste(finding: TableFinding): string[] {
  if (finding.passes || !haveSameShape(finding)) return []
  const hopeless = undeclarableColumns(finding)
  const open = finding.columns.filter((column) => isOpen(column) && !hopeless.includes(column.column))
  const accepts = open.filter(({ reason }) => declarationOf(reason) === undefined)
  const tolerances = open.filter((column) => !accepts.includes(column))
  const lines = [...mapOf('accept', accepts, reasonsOf), ...mapOf('tolerance', tolerances, toleranceOf)]
  return lines.length === 0 ? [] : [`${nameOf(finding.table)}:`, ...lines.map((line) => `  ${line}`)]
}

/** What no `accept:` or `tolerance:` covers, in words; empty where they suffice. */
export function undeclarable(finding: TableFinding): string[] {
  if (finding.passes) return []
  const rows = (finding.onlyBaseline ?? 0) + (finding.onlyEngine ?? 0)
  const columns = undeclarableColumns(finding).join(', ')
  return [
    ...(rows > 0 ? ['rows that one side lacks'] : []),
    ...(columns === '' ? [] : [`what differs in ${columns} (ignore: leaves a column out)`]),
  ]
}

const haveSameShape = ({ onlyBaseline, onlyEngine, columns }: TableFinding): boolean =>
  onlyBaseline === 0 &&
  onlyEngine === 0 &&
  columns.every(({ kind, reason }) => kind === 'value' || declarationOf(reason) !== null)

const undeclarableColumns = ({ columns }: TableFinding): string[] => [
  ...new Set(
    columns.flatMap((one) => (isOpen(one) && declarationOf(one.reason) === null ? [one.column] : [])),
  ),
]

/** Whether something of it is beyond the declared tolerance. */
const isOpen = ({ beyond }: ColumnFinding): boolean => beyond !== 0

const declarationOf = (reason: string) => REASONS[reason]?.declare

function mapOf(
  key: string,
  findings: readonly ColumnFinding[],
  value: (findings: readonly ColumnFinding[]) => string,
): string[] {
  if (findings.length === 0) return []
  const columns = [...new Set(findings.map(({ column }) => column))]
  const entries = columns.map((name) => {
    const own = findings.filter(({ column }) => column === name)
    return `${nameOf(name)}: ${value(own)}`
  })
  return [`${key}: { ${entries.join(', ')} }`]
}

const reasonsOf = (findings: readonly ColumnFinding[]): string =>
  `[${findings.map(({ reason }) => reason).join(', ')}]`

function toleranceOf(findings: readonly ColumnFinding[]): string {
  const isFloating = findings.every(({ reason }) => declarationOf(reason) === 'rel')
  const greatest = Math.max(
    ...findings.map(({ greatestAbs, greatestRel }) => (isFloating ? greatestRel : greatestAbs) ?? 0),
  )
  return isFloating ? `{ rel: ${roundUp(greatest)} }` : `{ abs: ${Number(greatest.toPrecision(12))} }`
}

/** The next power of ten. */
const roundUp = (value: number): string => `1e${Math.ceil(Math.log10(value))}`

/** A name as YAML takes it inside a map. */
const nameOf = (name: string): string => (/^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name))
