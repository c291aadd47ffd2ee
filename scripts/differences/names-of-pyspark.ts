const WIDTH = 100

/**
 * The names of PySpark's API as a module of Python, so that engines' launchers tell what is lacking from what is mistyped.
 *
 * @param names sorted, as `DataFrame.agg`
 */
export function namesOfPyspark(version: string, names: readonly string[]): string {
  const holders = Map.groupBy(names, (name) => name.slice(0, name.lastIndexOf('.')))
  const entries = [...holders].map(([holder, held]) => {
    const last = held.map((name) => name.slice(holder.length + 1))
    return `    "${holder}": frozenset(\n        """\n${wrapped(last)}\n        """.split()  # noqa: SIM905\n    ),`
  })
  return `"""Names of PySpark ${version}'s API, by the class or module that has them.

Written by scripts/differences.ts: run make differences.
"""

API: dict[str, frozenset[str]] = {
${entries.join('\n')}
}
`
}

/** Words in indented lines of at most so many characters. */
function wrapped(words: readonly string[]): string {
  const indent = ' '.repeat(8)
  const lines = [indent.slice(1)]
  for (const word of words) {
    const last = lines.length - 1
    if (`${lines[last]} ${word}`.length > WIDTH) lines.push(`${indent}${word}`)
    else lines[last] += ` ${word}`
  }
  return lines.join('\n')
}
