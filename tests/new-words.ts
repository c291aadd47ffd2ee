/**
 * Texts of one renderer under their names, each without the lines that say nothing in other words than those before:
 * figures and days aside. A snapshot of it shows every wording, once.
 */
export function newWords(texts: Readonly<Record<string, string>>): string {
  const seen = new Set<string>()
  const isNew = (line: string): boolean => {
    const words = line
      .replace(/[\d.,]+/g, '#')
      .replace(/[■×✕≠○·□─]+/g, '■')
      .replace(/ +/g, ' ')
    if (line === '' || seen.has(words)) return false
    seen.add(words)
    return true
  }
  return Object.entries(texts)
    .map(([what, text]) => [`# ${what}`, ...text.split('\n').filter(isNew), ''].join('\n'))
    .join('\n')
}
