const PLACEHOLDERS = [
  'input',
  'output',
  'partition',
  'job',
  'size',
  'namespace',
  'storage',
  'host',
  'port',
] as const

/** Values that a command's arguments may refer to as `{input}`, `{input.orders}`, `{output}`, `{partition}` and so on. */
export type TemplateValues = Record<(typeof PLACEHOLDERS)[number] | `input.${string}`, string>

/** Placeholders of a command's arguments, and of the path of an input. */
export const COMMAND_PLACEHOLDERS: readonly string[] = PLACEHOLDERS
export const INPUT_PLACEHOLDERS: readonly string[] = ['partition', 'job', 'size']

const KNOWN = new RegExp(`\\{(${PLACEHOLDERS.join('|')}|input\\.[\\w-]+)\\}`, 'g')

/** A name alone in braces: neither JSON nor a list nor the shell's `${X}`. */
const NAMED = /(?<!\$)\{([a-z_]\w*)\}/gi

/** Fills the known placeholders of one argument; other braces, such as JSON's, stay as they are. */
export function fillTemplate(text: string, values: Partial<TemplateValues>): string {
  return text.replace(KNOWN, (whole, name: keyof TemplateValues) => values[name] ?? whole)
}

/** The placeholders that a text refers to: `input.orders` of `--in={input.orders}`. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(KNOWN)].map(([, name = '']) => name)

/** Names that stand in braces like a placeholder and are none of `known`, each once. */
export function unknownPlaceholders(texts: readonly string[], known: readonly string[]): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(NAMED)].map(([, name = '']) => name))
  return [...new Set(names)].filter((name) => !known.includes(name))
}
