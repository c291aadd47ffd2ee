const SPACED = /"\s+:/
/** Each text of a JSON text from quote to quote, with the colon that makes it a key. */
const TEXTS = /"(?:[^"\\]|\\.)*"(\s*:)?/g

/**
 * Whether an object in a JSON text has a key twice, of which parsing keeps only the last.
 *
 * @param json what the text was parsed into
 */
export function hasRepeatedKey(text: string, json: unknown): boolean {
  const parsed = countKeys(json)
  // A text that looks like a key, or a space before a colon, is rare: then all texts are looked at.
  if (!SPACED.test(text) && occurrences(text, '":') === parsed) return false
  let written = 0
  for (const [, colon] of text.matchAll(TEXTS)) if (colon !== undefined) written++
  return written > parsed
}

function countKeys(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 0
  let count = 0
  if (Array.isArray(json)) for (const value of json) count += countKeys(value)
  else for (const key in json) count += 1 + countKeys((json as Record<string, unknown>)[key])
  return count
}

function occurrences(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1
  return count
}
