/** The name that no JSON object keeps once it is parsed into a type: validators drop it without a word. */
export const DROPPED_NAME = '__proto__'

/**
 * Dotted path of the first key in a value of JSON or YAML that would be dropped; undefined where there is none. By its
 * references, a map of YAML may lie in several places, and within itself.
 */
export function findDroppedName(json: unknown): string | undefined {
  const open: [path: string, value: unknown][] = [['', json]]
  const seen = new Set<unknown>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [key, nested] of Object.entries(value)) {
      const place = path === '' ? key : `${path}.${key}`
      if (key === DROPPED_NAME) return place
      open.push([place, nested])
    }
  }
  return undefined
}

/** Whether a JSON text may have such a key at all, by its letters or by escapes of them. */
export const mayHaveDroppedName = (text: string): boolean =>
  text.includes(DROPPED_NAME) || text.includes('\\u')
