import { differingParts } from '../../text/differing-parts.ts'

/** Around the part that differs: the first pair of which neither value has a mark itself. */
const MARKS = ['«»', '‹›', '⟪⟫', '⸢⸥'] as const

/** Two values with the part that differs between marks, cut where they are long. Where nothing is alike, nothing is marked. */
export function sideBySide(a: string | null, b: string | null): [string, string] {
  const [open = '', close = ''] =
    MARKS.find((pair) => ![...pair].some((mark) => `${a}${b}`.includes(mark))) ?? MARKS[0]
  const [left, right] = differingParts(a, b)
  const isMarked = [left, right].some(({ before, after }) => before + after !== '')
  const text = ({ before, middle, after }: typeof left) =>
    isMarked ? `${before}${open}${middle}${close}${after}` : middle
  return [text(left), text(right)]
}
