import { printable } from './text.ts'

export const WIDEST_VALUE = 60
/** What stays around a part that differs, at least. */
const LEAST_CONTEXT = 8

/** A value as it is shown beside another: `middle` is where they differ, all of it where nothing is alike. */
export interface Parts {
  before: string
  middle: string
  after: string
}

/** Values whose own text would read as something else. */
const QUOTED = ['', 'NULL']

/**
 * Two values on one line each, cut where they are long, with the part that differs apart.
 *
 * @param seen what is shown in a character's place
 */
export function differingParts(
  a: string | null,
  b: string | null,
  seen = (character: string) => character,
): [Parts, Parts] {
  if (a === null || b === null) return [whole(show(a, seen)), whole(show(b, seen))]
  const [left, right] = [[...a], [...b]]
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start += 1
  let end = 0
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1
  if (start + end === 0) return [whole(show(a, seen)), whole(show(b, seen))]
  const partsOf = (characters: readonly string[]): Parts =>
    cutAround(visible(characters.map(seen), start, characters.length - end), start, end)
  return [partsOf(left), partsOf(right)]
}

const whole = (middle: string): Parts => ({ before: '', middle, after: '' })

/** A value on one line, cut where it is long. */
export function show(value: string | null, seen = (character: string) => character): string {
  if (value === null) return 'NULL'
  if (QUOTED.includes(value)) return `'${value}'`
  const characters = visible([...value].map(seen), 0, 0)
  return characters.length > WIDEST_VALUE
    ? `${characters.slice(0, WIDEST_VALUE).join('')}…`
    : characters.join('')
}

/** The parts of a value with a difference between `start` and the last `end` characters. */
function cutAround(characters: readonly string[], start: number, end: number): Parts {
  const middle = characters.slice(start, characters.length - end)
  const [before, after] = [characters.slice(0, start), characters.slice(characters.length - end)]
  const spare = Math.max(LEAST_CONTEXT, Math.floor((WIDEST_VALUE - middle.length) / 2))
  return {
    before: before.length > spare ? `…${before.slice(-spare).join('')}` : before.join(''),
    middle: middle.length > WIDEST_VALUE ? `${middle.slice(0, WIDEST_VALUE).join('')}…` : middle.join(''),
    after: after.length > spare ? `${after.slice(0, spare).join('')}…` : after.join(''),
  }
}

/** Characters as one can see each: blanks where one would not see them, at the edges and in what differs. */
function visible(characters: readonly string[], from: number, to: number): string[] {
  const isBlank = (character: string) => character === ' '
  const first = characters.findIndex((character) => !isBlank(character))
  const last = characters.findLastIndex((character) => !isBlank(character))
  return characters.map((character, index) => {
    if (!isBlank(character)) return picture(character)
    const isWithin = first >= 0 && index > first && index < last
    return isWithin && (index < from || index >= to) ? ' ' : '␣'
  })
}

const NO_BREAK_SPACE = '\u00a0'
const CONTROL_PICTURES = 0x2400
const DELETE = 0x7f

/** A character that shows itself, else a picture of it: `␍` for a carriage return, `<U+200B>` for a space without width. */
function picture(character: string): string {
  if (character === NO_BREAK_SPACE) return '⍽'
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code)
  if (code === DELETE) return '␡'
  const isSeen = printable(character) === character && !/\p{Zs}/u.test(character)
  return isSeen ? character : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}
