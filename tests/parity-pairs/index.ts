import { nested } from './nested.ts'
import { numbers } from './numbers.ts'
import type { Pair } from './pair.ts'
import { rowsAndColumns } from './rows-and-columns.ts'
import { texts } from './texts.ts'
import { times } from './times.ts'
import { tolerances } from './tolerances.ts'
import { typedTexts } from './typed-texts.ts'
import { types } from './types.ts'

/** Traps that comparisons of tables fall into, by what they are about; docs/parity.md has them in this order. */
export const PAIRS: Record<string, Pair[]> = {
  ...types,
  ...numbers,
  ...times,
  ...texts,
  ...typedTexts,
  ...nested,
  ...rowsAndColumns,
  ...tolerances,
}
