import { type Cases, type Claim, flag, guarded, ofKind } from '../case.ts'
import { bySide, plain, type Reason } from '../reason.ts'
import { collapsed, trimmed, unixLines, withoutBlanks } from './blanks.ts'
import { haveSameDigits, numberFormat } from './formats.ts'

type Change = (text: string) => string

/** What a text becomes that differs for a reason alone. */
const CHANGES = {
  trimming: trimmed,
  'line-ending': unixLines,
  'letter-case': (text) => `lower(${text})`,
  'white-space': collapsed,
  'unicode-form': (text) => `nfc_normalize(${text})`,
} satisfies Record<string, Change>

type Id = keyof typeof CHANGES
const IDS = Object.keys(CHANGES) as Id[]

/** White space within is looked at without that around the text and without ends of lines. */
const WIDER: Id = 'white-space'
const NARROWER: Id[] = ['trimming', 'line-ending']

const blanks = (side: string): string => `strlen(${side}) - strlen(${trimmed(side)})`
/** 1 where a has fewer blanks around it. */
const part = flag(`${blanks('a')} < ${blanks('b')}`)

const claimOf = (reason: Id): Claim => (reason === 'trimming' ? { reason, part } : { reason })

const contains = (...texts: string[]): string =>
  texts.map((text) => `contains(a, ${text}) OR contains(b, ${text})`).join(' OR ')

/** @param condition cheaper to look at, and true of all such pairs */
const sameBut = (id: Id, words: string, condition: string, ...more: readonly Cases[]): Reason => ({
  id,
  explain: plain(`the same ${words}`),
  ...ofKind('text', { when: guarded(condition, areAlike([id])) }, ...more),
})

export const trimming: Reason = {
  id: 'trimming',
  entries: ['csv-write-blanks', 'trim-white-space'],
  explain: bySide('has no white space around the text'),
  ...ofKind(
    'text',
    { when: areAlike(['trimming']), part },
    { when: haveSameDigits(trimmed('a'), trimmed('b')), part, also: [{ reason: numberFormat.id }] },
  ),
  refutedBy: () => `a <> ${trimmed('a')}`,
}

export const lineEnding = sameBut('line-ending', 'except for line endings', contains('chr(13)'))

export const letterCase: Reason = {
  ...sameBut('letter-case', 'except for letter case', 'length(a) = length(b)'),
  entries: ['initcap'],
}

export const whiteSpace: Reason = {
  ...sameBut(
    'white-space',
    'except for white space inside the text',
    contains("'  '", 'chr(160)', 'chr(9)', 'chr(10)', 'chr(13)'),
  ),
  entries: ['initcap-call'],
}

export const unicodeForm = sameBut(
  'unicode-form',
  'characters in another Unicode form',
  'strlen(a) <> length(a) OR strlen(b) <> length(b)',
  mixtures(),
)

/** Texts that differ for several of these reasons at once: the fewest that suffice. */
function mixtures(): Cases {
  const within = setsOf(IDS)
    .filter((set) => set.length > 1 && !(set.includes(WIDER) && set.some((id) => NARROWER.includes(id))))
    .toSorted((x, y) => width(x) - width(y))
    .map(([first = 'trimming', ...also]) => ({
      ...claimOf(first),
      also: also.map(claimOf),
      when: areAlike([first, ...also]),
    }))
  // True of all that are alike, and cheaper: no pattern is matched.
  const bare = (side: string) => `lower(nfc_normalize(${withoutBlanks(side)}))`
  return { when: guarded(`${bare('a')} = ${bare('b')}`, areAlike(IDS)), within }
}

function areAlike(set: readonly Id[]): string {
  const changed = (side: string) => set.reduce((text, id) => CHANGES[id](text), side)
  return `${changed('a')} = ${changed('b')}`
}

/** Orders sets: the fewest reasons first, those that change more of a text after all that do without. */
function width(set: readonly Id[]): number {
  return set.length + (set.includes(WIDER) ? IDS.length : 0)
}

/** Every set of reasons, each in their order. */
function setsOf([first, ...rest]: readonly Id[]): Id[][] {
  if (first === undefined) return [[]]
  const sets = setsOf(rest)
  return [...sets, ...sets.map((set) => [first, ...set])]
}
