import type { RunRecord, Trial } from '../../model/record/schema.ts'
import { engineNames } from '../../report/summary.ts'
import { counted } from '../../text/text.ts'

const partsOf = ({ steps }: Trial) => steps.flatMap(({ parts }) => parts)

/** Executors and workers that ended before their program did; nothing where none did. */
export const lossLines = ({ trials, ...record }: RunRecord): string[] =>
  engineNames({ trials, ...record }).flatMap((engine) => {
    const own = trials.filter((trial) => trial.engine === engine)
    const lost = own.map((trial) => partsOf(trial).reduce((sum, { paid }) => sum + (paid?.lost ?? 0), 0))
    const hit = lost.filter((count) => count > 0)
    if (hit.length === 0) return []
    const all = hit.reduce((sum, count) => sum + count, 0)
    return [
      `! ${engine} lost ${all === 1 ? 'an executor or worker' : `${all} executors or workers`} in ${hit.length} of ${counted(own.length, 'trial')}. Spark runs lost tasks again, so its times are too long.`,
    ]
  })

/** What cannot be told apart where a cluster's machines are containers of this one; nothing where there was no such cluster. */
export function hostLines(record: RunRecord): string[] {
  const isOwn = (trial: Trial) => partsOf(trial).some(({ name }) => name === 'master')
  const engines = engineNames(record).filter((name) =>
    record.trials.some((trial) => trial.engine === name && isOwn(trial)),
  )
  return engines.length === 0
    ? []
    : [
        `All containers of a cluster were on this machine (${engines.join(', ')}): they share memory bandwidth, disk and page cache, and their network has no distance.`,
      ]
}
