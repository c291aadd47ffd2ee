import type { DropIn, Entry } from './entry.ts'
import type { Rewrite } from './rewrite.ts'
import { OF_FILES } from './rewrites/files.ts'
import { OF_FRAMES } from './rewrites/frames.ts'
import { OF_GROUPS } from './rewrites/groups.ts'
import { OF_LISTS } from './rewrites/lists.ts'
import { OF_LITERALS } from './rewrites/literals.ts'
import { OF_NUMBERS } from './rewrites/numbers.ts'
import { OF_TEXTS } from './rewrites/texts.ts'
import { OF_TIMES } from './rewrites/times.ts'

/** By the ids of their entries. */
export const REWRITES: ReadonlyMap<string, Rewrite> = new Map(
  [OF_LITERALS, OF_NUMBERS, OF_GROUPS, OF_TEXTS, OF_TIMES, OF_LISTS, OF_FRAMES, OF_FILES].flatMap((part) =>
    Object.entries(part),
  ),
)

/** How an entry's code is written for an engine; undefined where that is not known, or need not be. */
export function rewriteFor({ id }: Entry, dropIn: DropIn): Rewrite | undefined {
  const rewrite = REWRITES.get(id)
  return rewrite?.on.includes(dropIn) ? rewrite : undefined
}
