import type { DataType } from '../../types/data-type.ts'
import type { Case } from './case.ts'
import { sortedTexts } from './leaves.ts'

/** Cases of lists; their elements are compared as they are hashed. */
export function listCases({ element }: Extract<DataType, { kind: 'list' }>): Case[] {
  const [a, b] = ['a', 'b'].map((list) => sortedTexts(list, element))
  return [{ reason: 'element-order', when: `CASE WHEN len(a) = len(b) THEN ${a} = ${b} END` }]
}
