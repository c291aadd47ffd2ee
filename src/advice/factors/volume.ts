import { HEADROOM } from '../../verdict/headroom.ts'
import type { AdviceContext } from '../context.ts'
import { type Factor, leaning } from './factor.ts'

/** A rule of thumb: an engine on one node then has to stream or spill nearly all of its data. */
export const MOST_TIMES_MEMORY = 10

/** What fits for less than this is no reason to move. */
const LEAST_YEARS = 1

interface VolumeFacts {
  volumeBytes: number | null
  /** Of the candidate's node: the largest that is declared; null where none is. */
  memoryBytes: number | null
  /** Volume over memory. */
  times: number | null
  growth: number | null
  /** Until twice the volume is more than the memory; null where it is already, or nothing grows. */
  yearsLeft: number | null
}

/** How the input of a run compares with the memory of one node. */
export const volume: Factor<'data volume', VolumeFacts> = {
  name: 'data volume',
  weigh: (context) => {
    const { volumeBytes, growth } = context
    const memoryBytes = nodeMemory(context)
    const facts = { volumeBytes, memoryBytes, growth, times: null, yearsLeft: null }
    if (volumeBytes === null || memoryBytes === null) return leaning('unknown', facts)
    const times = volumeBytes / memoryBytes
    if (HEADROOM * times <= 1) {
      const yearsLeft = yearsUntilFull(times, growth)
      const isBrief = yearsLeft !== null && yearsLeft < LEAST_YEARS
      return leaning(isBrief ? 'unknown' : 'candidate', { ...facts, times, yearsLeft })
    }
    const isBeyond = times > MOST_TIMES_MEMORY
    return {
      favours: isBeyond ? 'baseline' : 'unknown',
      decides: isBeyond,
      caps: times > 1,
      facts: { ...facts, times },
    }
  },
}

function nodeMemory({ candidates, memoryBytes }: AdviceContext): number | null {
  const declared = candidates.flatMap(({ platform }) => platform?.memoryBytes ?? [])
  return declared.length > 0 ? Math.max(...declared) : memoryBytes
}

const yearsUntilFull = (times: number, growth: number | null): number | null =>
  growth === null || growth <= 0 ? null : Math.log(1 / (HEADROOM * times)) / Math.log1p(growth)
