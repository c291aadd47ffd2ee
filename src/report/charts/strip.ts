import type { CandidateRow, Cell } from '../model/overview.ts'

/** More cells than this are too narrow to be seen. */
const MOST_CELLS = 56
const WORST: readonly Cell['state'][] = ['differs', 'failed', 'incomplete', 'missing', 'counted', 'to-come']

export interface StripCell {
  state: Cell['state']
  /** On it the fewest days asked for are full. */
  isEnough: boolean
}

/** The days of a window as cells of one width; of very many, a cell shows the worst of its neighbours. */
export function stripCells({ strip, enough }: Pick<CandidateRow, 'strip' | 'enough'>): StripCell[] {
  const each = Math.ceil(strip.length / MOST_CELLS)
  return Array.from({ length: Math.ceil(strip.length / each) || 0 }, (_, index) => {
    const states = strip.slice(index * each, (index + 1) * each).map(({ state }) => state)
    return {
      state: WORST.find((state) => states.includes(state)) ?? 'to-come',
      isEnough: enough !== null && Math.floor(enough / each) === index,
    }
  })
}
