/** What a CSV's first row is: names, data, or nobody can tell. */
export type FirstRowKind = 'names' | 'data' | 'unclear'

/** Words that stand for no value in a column of figures or times. */
const NO_VALUE = /^(?:null|none|nil|na|n\/a|n\.a\.|nan|nat|unknown|missing|\\n|-+|\?+|\.+)$/i

const VALUES: readonly RegExp[] = [
  // Figures, dates and times of day in any notation: digits, and no letter.
  /^[^\p{L}]*\p{Nd}[^\p{L}]*$/u,
  /^[+-]?\d+(?:\.\d*)?e[+-]?\d+$/i,
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/,
  /^(?:true|false|[+-]?inf(?:inity)?)$/i,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
]

/** Whether a text looks like a value that has a type, rather than like a name or any other text. */
export const looksTyped = (text: string): boolean => VALUES.some((pattern) => pattern.test(text))

/**
 * Judges whether a CSV's first row holds names. Only what no row of data would show proves that it does: a text above
 * a column of figures or times, or a name that is known.
 *
 * @param rows some that follow; empty where none does
 * @param known names of columns that were declared for the table
 */
export function judgeFirstRow(
  first: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  known: readonly string[],
): FirstRowKind {
  if (first.some((name) => known.includes(name))) return 'names'
  const columns = first.map((name, index) => {
    const values = rows.flatMap((row) => row[index] ?? []).filter((value) => !NO_VALUE.test(value))
    const isTyped = values.every(looksTyped)
    const isValue = looksTyped(name) || NO_VALUE.test(name)
    return { isData: isValue && isTyped, isProof: !isValue && name !== '' && isTyped && values.length > 0 }
  })
  if (columns.some(({ isData }) => isData)) return 'data'
  return columns.some(({ isProof }) => isProof) || rows.length === 0 ? 'names' : 'unclear'
}
