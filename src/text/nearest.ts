/** ` (did you mean 'polars'?)`, to stand behind an unknown word; empty where no known one is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const close = nearest(word, known)
  return close === undefined ? '' : ` (did you mean '${close}'?)`
}

/** The known words that are most like `word`, the most like it first: those that share its parts, then by edits. */
export function nearestFew(word: string, known: readonly string[], most: number): string[] {
  const parts = partsOf(word)
  const ranked = known.map((candidate) => ({
    candidate,
    shared: parts.filter((part) => partsOf(candidate).includes(part)).length,
    edits: editDistance(word.toLowerCase(), candidate.toLowerCase()),
  }))
  return ranked
    .toSorted((a, b) => b.shared - a.shared || a.edits - b.edits)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}

const partsOf = (word: string): string[] => word.toLowerCase().split(/[^a-z0-9]+/)

/** The known word that `word` was probably meant to be: at most two edits away, and less than half of it; case is no edit. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor(word.length / 2))
  const ranked = known.map((candidate) => ({
    candidate,
    edits: editDistance(word.toLowerCase(), candidate.toLowerCase()),
  }))
  return ranked.filter(({ edits }) => edits <= most).sort((a, b) => a.edits - b.edits)[0]?.candidate
}

/** Levenshtein distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}
