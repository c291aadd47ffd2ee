import { formatDuration } from '../../model/units/duration.ts'
import { firstDifference, type OperationRow } from '../../report/operations.ts'
import { byReason } from '../../trial/operations.ts'
import { ratioText, winnerText } from './cells.ts'
import { alignColumns } from './columns.ts'

type Committed = OperationRow['commits'][number]
type Lacking = Pick<OperationRow['figures'][number], 'engine' | 'lack'>
type Rows = NonNullable<Committed['commits']['rows']>[number]

export const OPERATIONS_LEGEND =
  'Seconds of each operation, as its engine reported them. The total time has start-up and all else that the program did, too.'

/** What each operation took, whether the tables after it are the same data, and what was committed; nothing without operations. */
export function operationLines(rows: readonly OperationRow[]): string[] {
  const [first] = rows
  if (!first) return []
  const names = first.figures.flatMap(({ engine }, index) => (index === 0 ? [engine] : [engine, '']))
  const body = rows.map((row) => [row.name, ...timesOf(row), winnerText(row), stateText(row)])
  const history = historyRows(rows)
  return [
    '',
    ...alignColumns([['Operation', ...names, 'winner', 'table after it'], ...body]),
    '',
    ...operationDoubts(rows),
    OPERATIONS_LEGEND,
    ...(history.length > 0 ? ['', ...alignColumns([['Commits', 'by', 'versions'], ...history]), ''] : []),
    ...protocolTexts(rows),
  ]
}

const timesOf = ({ figures }: OperationRow): string[] =>
  figures.flatMap(({ seconds, ratio }, index) => {
    const time = seconds === null ? '–' : formatDuration(seconds.value)
    return index === 0 ? [time] : [time, ratio === null ? '' : ratioText(ratio)]
  })

/** Whether all candidates left what the baseline left: `✓ exact`. */
export function stateText(row: OperationRow): string {
  const { states } = row
  if (states.length === 0) return uncompared(row).length > 0 ? 'not compared' : '–'
  const differing = states.filter(({ passes }) => !passes).map(({ engine }) => engine)
  if (differing.length > 0) return `✕ different: ${differing.join(', ')}`
  return `✓ ${[...new Set(states.map(({ outcome }) => outcome))].join(', ')}`
}

/** Candidates that support an operation, and whose table after it was not compared. */
const uncompared = ({ figures: [_, ...candidates], states }: OperationRow): string[] =>
  candidates
    .filter(({ engine, lack }) => lack === null && !states.some((state) => state.engine === engine))
    .map(({ engine }) => engine)

/** Where the tables first differ, and what engines lack, in sentences. */
export function operationDoubts(rows: readonly OperationRow[]): string[] {
  const difference = firstDifference(rows)
  return [
    ...(difference
      ? [`✕ ${differenceText(rows, difference)} From there on, no operation has a winner.`]
      : []),
    ...[...rows.flatMap((row) => idleText(row)), ...lackTexts(rows)].map((text) => `– ${text}`),
  ]
}

function differenceText(
  rows: readonly OperationRow[],
  { operation, engines }: { operation: string; engines: readonly string[] },
): string {
  const before = rows.slice(
    0,
    rows.findIndex(({ name }) => name === operation),
  )
  const isUnknown = (row: OperationRow) => uncompared(row).some((engine) => engines.includes(engine))
  const unknown = before.filter(isUnknown).map(({ name }) => name)
  const text = `The tables first differ after ${operation}: ${engines.join(', ')}.`
  if (unknown.length === 0) return text
  return `${text} They may have differed before: what ${unknown.join(', ')} left was not compared.`
}

/** Who was spared the work of an operation, in a sentence; nothing where nobody was. */
export const idleText = ({ name, idle }: Pick<OperationRow, 'name' | 'idle'>, at = ''): string[] =>
  idle.length === 0
    ? []
    : [
        `${idle.join(' and ')} changed nothing in ${name}${at}, the others did: no winner, since the times are not of the same work`,
      ]

/** What engines lack, in sentences: an engine's operations that share a reason in one. */
export function lackTexts(rows: readonly { name: string; figures: readonly Lacking[] }[]): string[] {
  const lacks = rows.flatMap(({ name, figures }) =>
    figures.flatMap(({ engine, lack }) => (lack === null ? [] : [{ name, engine, reason: lack }])),
  )
  return [...Map.groupBy(lacks, ({ engine }) => engine)].flatMap(([engine, own]) =>
    byReason(own).map(({ names, reason }) => `${engine} does not support ${names.join(', ')}: ${reason}`),
  )
}

/** Operation, engines and commits; engines that committed the same share a row. */
export const historyRows = (rows: readonly OperationRow[]): string[][] =>
  rows.flatMap(({ name, commits }) => {
    const groups = Map.groupBy(commits, versionsText)
    return [...groups].map(([text, own], index) => [
      index === 0 ? name : '',
      own.map(({ engine }) => engine).join(', '),
      text,
    ])
  })

/** `4 merge: 2,000 inserted, 900 updated`; by commas, where there are several. */
function versionsText({ version, commits: { count, operations, rows } }: Committed): string {
  if (count === 0) return 'no commit'
  const first = Number(version) - count + 1
  const texts = operations.map((operation, index) => commitText(first + index, operation, rows?.[index]))
  const more = count - operations.length
  return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

function commitText(version: number, operation: string, rows: Rows | undefined): string {
  const changed = Object.entries(rows ?? {}).filter(([, count]) => count !== null)
  const told = changed.filter(([, count]) => count !== 0)
  const shown = (told.length > 0 ? told : changed.slice(0, 1)).map(
    ([kind, count]) => `${count?.toLocaleString('en')} ${kind}`,
  )
  return `${version} ${wordOf(operation)}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}`
}

/** A writer names its statement; what it did to the table is to write rows. */
const wordOf = (operation: string): string =>
  / TABLE AS SELECT$/.test(operation) ? 'write' : operation.toLowerCase()

/** What the tables ask of readers and writers, as the last operation left them. */
export function protocolTexts(rows: readonly OperationRow[]): string[] {
  const last = new Map(
    rows.flatMap(({ commits }) => commits.map((each) => [each.engine, each.protocol] as const)),
  )
  const groups = Map.groupBy(
    [...last].flatMap(([engine, protocol]) => (protocol ? [{ engine, text: protocolText(protocol) }] : [])),
    ({ text }) => text,
  )
  const texts = [...groups].map(([text, own]) => `${own.map(({ engine }) => engine).join(', ')} ${text}`)
  return texts.length > 0 ? [`Protocol of the tables: ${texts.join('; ')}.`] : []
}

const protocolText = ({ reader, writer, features }: NonNullable<Committed['protocol']>): string =>
  `reader ${reader}, writer ${writer}, ${features.length > 0 ? features.join(' and ') : 'no features'}`
