import type { TableFinding } from '../../model/record/schema.ts'
import { FIXES_TITLE, fixesOf } from '../differences/fixes.ts'
import { plain } from './escape.ts'

/**
 * Known causes of a table's differences, as a list below its title; nothing where none is known.
 *
 * @param whose what the title begins with
 */
export function fixList(finding: TableFinding, baseline: string, whose: string): string[] {
  const fixes = fixesOf(finding, baseline)
  if (fixes.length === 0) return []
  const lines = fixes.map(
    ({ columns, what, write, page }) => `- ${plain(`${columns}: ${what} → ${write}`)} (${plain(page)})`,
  )
  return [plain(`${whose}${FIXES_TITLE}`), lines.join('\n')]
}
