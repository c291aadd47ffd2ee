import type { DataType } from '../../../../core/parity/data-type.ts'
import { embeddedText } from '../../canonical/text.ts'
import type { Case } from './case.ts'

/** Cases of lists; their elements are compared as they are hashed. */
export function listCases({ element }: Extract<DataType, { kind: 'list' }>): Case[] {
  const sorted = (list: string): string =>
    `list_sort(list_transform(${list}, lambda element: ${embeddedText('element', element)}))`
  return [
    {
      reason: 'element-order',
      when: `CASE WHEN len(a) = len(b) THEN ${sorted('a')} = ${sorted('b')} END`,
    },
  ]
}
