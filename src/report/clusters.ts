import { z } from 'zod'
import { isMeasured, type Measurement } from '../model/measures/measure.ts'
import { deploymentOf, isCluster, together } from '../model/record/deployment.ts'
import type { Part, Trial } from '../model/record/schema.ts'
import { type Compared, countedTrials, engineNames } from './summary.ts'

const count = z.int().min(0)

/** How an engine's clusters were used, over its trials. */
export const clusterRow = z.strictObject({
  engine: z.string(),
  /** Whether its machines were containers of this one. */
  isHere: z.boolean(),
  /** Of the core-hours that executors were held, those in which no task ran; null where nobody knows. */
  idleShare: z.number().nullable(),
  trials: count,
  /** Executors and workers that ended before their program did, in how many of the trials. */
  lost: count,
  trialsWithLoss: count,
})
export type ClusterRow = z.infer<typeof clusterRow>

/** Of engines that ran on clusters, baseline first. */
export const clusterRows = (compared: Compared): ClusterRow[] =>
  engineNames(compared).flatMap((engine) => {
    const all = compared.trials.filter((trial) => trial.engine === engine)
    if (!isCluster(together(all.map(deploymentOf)).place)) return []
    const lost = all.map((trial) => partsOf(trial).reduce((sum, { paid }) => sum + (paid?.lost ?? 0), 0))
    return [
      {
        engine,
        isHere: all.some((trial) => partsOf(trial).some(({ name }) => name === 'master')),
        idleShare: idleShare(countedTrials(compared, engine)),
        trials: all.length,
        lost: lost.reduce((sum, each) => sum + each, 0),
        trialsWithLoss: lost.filter((each) => each > 0).length,
      },
    ]
  })

const partsOf = ({ steps }: Trial): Part[] => steps.flatMap(({ parts }) => parts)

function idleShare(trials: readonly Trial[]): number | null {
  const paid = trials.flatMap((trial) => partsOf(trial).flatMap((part) => part.paid ?? []))
  const total = (pick: (each: NonNullable<Part['paid']>) => Measurement | undefined): number =>
    paid.map(pick).reduce<number>((sum, hours) => sum + (isMeasured(hours) ? hours : Number.NaN), 0)
  const share = total(({ idleCoreHours }) => idleCoreHours) / total(({ coreHours }) => coreHours)
  return Number.isFinite(share) ? share : null
}
