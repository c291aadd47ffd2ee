import { BOX_WIDTH } from './plot.ts'

/** More points of a line than this are closer together than anyone sees in a box. */
const MOST = Math.floor(BOX_WIDTH / 8)

/** So many of a list as a line needs, evenly spread, the first and the last among them. */
export function thinned<T>(all: readonly T[], most = MOST): T[] {
  if (all.length <= most) return [...all]
  const step = (all.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => all[Math.round(index * step)] as T)
}
