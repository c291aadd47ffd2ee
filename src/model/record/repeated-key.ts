/** Each text of a JSON text from quote to quote, with the colon that makes it a key. */
const TEXTS = /"(?:[^"\\]|\\.)*"(\s*:)?/g
const [QUOTE, SPACE] = [34, 32]

/**
 * Whether an object in a JSON text has a key twice, of which parsing keeps only the last.
 *
 * @param json what the text was parsed into
 */
export function hasRepeatedKey(text: string, json: unknown): boolean {
  const parsed = keysBelow(json)
  // A text that looks like a key, or a space before a colon, is rare: then all texts are looked at.
  if (quotesBeforeColons(text) === parsed) return false
  let written = 0
  for (const [, colon] of text.matchAll(TEXTS)) if (colon !== undefined) written++
  return written > parsed
}

function countKeys(json: unknown): number {
  let count = 0
  if (Array.isArray(json)) for (const value of json) count += keysBelow(value)
  else for (const key in json as object) count += 1 + keysBelow((json as Record<string, unknown>)[key])
  return count
}

const keysBelow = (value: unknown): number => (typeof value === 'object' ? countKeys(value) : 0)

/** How many colons follow a quote; none is counted where a space, or what else may stand between them, precedes one. */
function quotesBeforeColons(text: string): number | undefined {
  let count = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    const before = text.charCodeAt(at - 1)
    if (before === QUOTE) count += 1
    else if (before <= SPACE) return undefined
  }
  return count
}
