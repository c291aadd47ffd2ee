import type { Cell } from '../../report/model/overview.ts'

/** What a character of a strip of days says, in every medium that has no colours. */
export const DAY_SIGNS: Record<Cell['state'], string> = {
  counted: '■',
  failed: '✕',
  differs: '≠',
  incomplete: '○',
  missing: '·',
  'to-come': '□',
}
