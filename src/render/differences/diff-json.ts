import type { TableFinding } from '../../model/record/schema.ts'
import { jsonText } from '../../text/text.ts'
import { columnShares, equalPart } from './column-shares.ts'
import type { ComparedPair } from './diff-page.ts'

/** What `diff --format json` prints. */
export function diffJson(
  compared: readonly ComparedPair[],
  { outcome, passes, within }: Pick<TableFinding, 'outcome' | 'passes'> & { within: object | null },
  parts: object | null,
): string {
  const tables = compared.map(({ pair: { table, a, b, problem }, comparison }) => ({
    table,
    ...(problem && { problem: problem.message }),
    a: a && { path: a.path, format: a.format, files: a.files, bytes: a.bytes },
    b: b && { path: b.path, format: b.format, files: b.files, bytes: b.bytes },
    finding: comparison?.finding ?? null,
    columns: comparison
      ? columnShares(comparison).map((share) => ({ ...share, equal: equalPart(share) }))
      : [],
    repeatedKey: comparison?.repeatedKey ?? null,
    examples: comparison?.examples ?? [],
    samples: comparison?.samples ?? [],
  }))
  return jsonText({ outcome, passes, within, parts, tables }, 2)
}
