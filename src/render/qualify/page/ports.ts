import { adviceOf } from '../../../differences/advice.ts'
import { TARGETS, type Target } from '../../../differences/entry.ts'
import { type Standing, standingOf } from '../../../differences/outcome.ts'
import { ENTRIES } from '../../../differences/registry.ts'
import type { Qualified } from '../../../qualify/qualify.ts'
import { counted } from '../../../text/text.ts'
import { TARGET_NAMES } from '../../differences/fixes.ts'

/** Entries of the catalogue that a job's plans meet in one engine, by what becomes of them. */
export interface PortOfJob {
  term: string
  groups: { title: string; ids: readonly string[] }[]
}

export const portsOfJob = ({ ports }: Qualified): PortOfJob[] =>
  TARGETS.map((target) => {
    const { differ, none, sameIf } = ports[target]
    const toDecide = [...none, ...differ]
    const groups = [
      { title: `${counted(toDecide.length, 'difference')} to decide`, ids: toDecide },
      { title: `${counted(sameIf.length, 'difference')} that the right code avoids`, ids: sameIf },
    ]
    return { term: `Port to ${TARGET_NAMES[target]}`, groups: groups.filter(({ ids }) => ids.length > 0) }
  })

/** An entry of the catalogue, and what becomes of it in each engine. */
export interface MetEntry {
  id: string
  title: string
  what: string
  ports: { engine: string; standing: string; advice: string | undefined }[]
}

const STANDINGS: Record<Standing, string> = {
  same: 'the same',
  'same-if': 'the same if written so:',
  differ: 'differs:',
  none: 'no counterpart:',
}

/** Every entry that one of the jobs meets, in the order of the catalogue. */
export function entriesMet(jobs: readonly Qualified[]): MetEntry[] {
  const ids = new Set(
    jobs.flatMap((job) => portsOfJob(job).flatMap(({ groups }) => groups.flatMap((each) => each.ids))),
  )
  return ENTRIES.filter(({ id }) => ids.has(id)).map((entry) => ({
    id: entry.id,
    title: entry.title,
    what: entry.what,
    ports: TARGETS.map((target: Target) => {
      const standing = standingOf(entry, target)
      const advice = standing === 'same' ? undefined : adviceOf(entry, target)
      const words = STANDINGS[standing]
      return {
        engine: TARGET_NAMES[target],
        standing: advice === undefined ? words.replace(/:$/, '') : words,
        advice,
      }
    }),
  }))
}
