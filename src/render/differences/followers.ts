import type { ColumnFinding } from '../../model/record/schema.ts'
import { counted } from '../../text/text.ts'

/** A finding that is shown, and below it the columns that differ only where its column does; empty where none do. */
export interface LeadingFinding {
  finding: ColumnFinding
  followers: string
}

/** Followers that are named. */
const MOST_NAMED = 12

/** The findings of columns, with followers in one line below their leader's last. One without its leader is shown itself. */
export function leadingFindings(columns: readonly ColumnFinding[]): LeadingFinding[] {
  const leaders = new Set(
    columns.flatMap(({ column, kind, follows }) =>
      kind === 'value' && follows === undefined ? [column] : [],
    ),
  )
  const isFollower = ({ follows }: ColumnFinding) => follows !== undefined && leaders.has(follows)
  const shown = columns.filter((finding) => !isFollower(finding))
  const followers = Map.groupBy(columns.filter(isFollower), ({ follows }) => follows)
  return shown.map((finding) => {
    const isLast = shown.findLast(({ column }) => column === finding.column) === finding
    return { finding, followers: isLast ? followersText(followers.get(finding.column) ?? []) : '' }
  })
}

function followersText(findings: readonly ColumnFinding[]): string {
  if (findings.length === 0) return ''
  const columns = [...Map.groupBy(findings, ({ column }) => column)]
  const named = columns
    .slice(0, MOST_NAMED)
    .map(([column, own]) => `${column} (${own.map(inShort).join(', ')})`)
  const more = columns.length - named.length
  const verb = columns.length === 1 ? 'differs' : 'differ'
  return `${counted(columns.length, 'more column')} ${verb} only in these rows: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const inShort = ({ reason, count }: ColumnFinding): string =>
  count === null ? reason : `${reason} ${count.toLocaleString('en')}`
