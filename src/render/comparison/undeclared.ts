import type { Trial } from '../../model/record/schema.ts'

const SHOWN = 5

/** Names of undeclared tables by engine, of the engines whose outputs were looked at. */
export type UndeclaredTables = ReadonlyMap<string, readonly string[]>

/** What trials wrote besides the declared tables; an engine of an older record is not there. */
export function undeclaredOf(trials: readonly Trial[]): UndeclaredTables {
  const known = new Map<string, string[]>()
  for (const { engine, undeclared } of trials)
    if (undeclared) known.set(engine, [...new Set([...(known.get(engine) ?? []), ...undeclared])])
  return known
}

/** Says that nobody compared these tables, and who alone wrote some; undefined where there are none. */
export function undeclaredText(tables: UndeclaredTables): string | undefined {
  const all = [...tables.values()].flat()
  const names = [...new Set(all)].toSorted()
  if (names.length === 0) return undefined
  const alone = [...tables].flatMap(([engine, own]) => {
    const lone = own.filter((name) => all.indexOf(name) === all.lastIndexOf(name))
    return lone.length > 0 && tables.size > 1 ? [`only ${engine} wrote ${list(lone)}`] : []
  })
  const why = ['not declared', ...alone].join('; ')
  return `not compared: ${list(names)} (${why}). Add them to tables:, or set undeclared: ignore.`
}

function list(names: readonly string[]): string {
  const more = names.length - SHOWN
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
