/** What a map has under a name that a user gave: a table, a column, an engine may be called `constructor`. */
export const own = <T>(map: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined
