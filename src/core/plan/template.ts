/** Values that a command's arguments may refer to as `{input}`, `{output}`, `{key}`, `{job}`, `{size}`. */
export type TemplateValues = Record<'input' | 'output' | 'key' | 'job' | 'size', string>

/** Fills the known placeholders of one argument; other braces, such as JSON's, stay as they are. */
export function fillTemplate(text: string, values: Partial<TemplateValues>): string {
  return text.replace(
    /\{(input|output|key|job|size)\}/g,
    (whole, name: keyof TemplateValues) => values[name] ?? whole,
  )
}
