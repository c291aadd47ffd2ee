import { collapsed, trimmed, unixLines, withoutBlanks } from './blanks.ts'
import { type Case, type Cases, type Claim, guarded } from './case.ts'

type Change = (text: string) => string

/** What a text becomes that differs for a reason alone. */
const CHANGES: Record<string, Change> = {
  trimming: trimmed,
  'line-ending': unixLines,
  'letter-case': (text) => `lower(${text})`,
  'white-space': collapsed,
  'unicode-form': (text) => `nfc_normalize(${text})`,
}

/** White space within is looked at without that around the text and without ends of lines. */
const WIDER = 'white-space'
const NARROWER = ['trimming', 'line-ending']

/**
 * Texts that differ for several of these reasons at once: the fewest that suffice.
 *
 * @param trimming the claim with the side that has fewer blanks
 */
export function mixtures(trimming: Claim): Cases {
  const within = setsOf(Object.keys(CHANGES))
    .filter(
      (set) => set.length > 1 && !(set.includes(WIDER) && set.some((reason) => NARROWER.includes(reason))),
    )
    .toSorted((x, y) => width(x) - width(y))
    .map((set): Case => {
      const [first = trimming, ...also] = set.map((reason) =>
        reason === trimming.reason ? trimming : { reason },
      )
      return { ...first, also, when: areAlike(set) }
    })
  return { when: guarded(areNearlyAlike, areAlike(Object.keys(CHANGES))), within }
}

/** True of all that are alike, and cheaper: no pattern is matched. */
const areNearlyAlike = ['a', 'b'].map((side) => `lower(nfc_normalize(${withoutBlanks(side)}))`).join(' = ')

function areAlike(set: readonly string[]): string {
  const [a, b] = ['a', 'b'].map((side) => set.reduce((text, reason) => CHANGES[reason]?.(text) ?? text, side))
  return `${a} = ${b}`
}

/** Orders sets: the fewest reasons first, those that change more of a text after all that do without. */
const width = (set: readonly string[]): number =>
  set.length + (set.includes(WIDER) ? Object.keys(CHANGES).length : 0)

/** Every set of reasons, each in their order. */
const setsOf = ([first, ...rest]: readonly string[]): string[][] => {
  if (first === undefined) return [[]]
  const sets = setsOf(rest)
  return [...sets, ...sets.map((set) => [first, ...set])]
}
