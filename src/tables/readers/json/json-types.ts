/** A type with others in it replaced. Names of fields that look like types are quoted in it. */
export const replaceTypes = (type: string, replaced: readonly string[], replacement: string): string =>
  type.replaceAll(/"(?:[^"]|"")*"|[A-Z][A-Z_]*(?: WITH TIME ZONE)?/g, (part) =>
    replaced.includes(part) ? replacement : part,
  )
