/** What the daemon said, without what the client library wraps around it. */
export function daemonWords(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (
    text
      .replace(/^\(HTTP code \d+\) .*? - /s, '')
      .trim()
      // A registry's code and its meaning are often the same words
      .replace(/(: [^:]+)\1$/, '$1')
  )
}

export const isNoSpace = (words: string): boolean => /no space left on device/i.test(words)

/** HTTP status of the daemon's answer, where an error was one. */
export const statusOf = (error: unknown): number | undefined => (error as { statusCode?: number }).statusCode
