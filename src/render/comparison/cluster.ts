import type { ClusterRow } from '../../report/clusters.ts'
import { counted } from '../../text/text.ts'
import { percentText } from '../verdict/numbers.ts'

/** Executors and workers that ended before their program did; nothing where none did. */
export const lossTexts = (rows: readonly ClusterRow[]): string[] =>
  rows
    .filter(({ lost }) => lost > 0)
    .map(
      ({ engine, lost, trialsWithLoss, trials }) =>
        `${engine} lost ${lost === 1 ? 'an executor or worker' : `${lost} executors or workers`} in ${trialsWithLoss} of ${counted(trials, 'trial')}. Spark runs lost tasks again, so its times are too long.`,
    )

/** How long executors waited, and what cannot be told apart where a cluster's machines are containers of this one. */
export function clusterTexts(rows: readonly ClusterRow[]): string[] {
  const here = rows.filter(({ isHere }) => isHere).map(({ engine }) => engine)
  return [
    ...rows.flatMap(({ engine, idleShare }) =>
      idleShare === null
        ? []
        : [
            `Executors of ${engine} ran no task in ${percentText(idleShare)} of the time that they were held.`,
          ],
    ),
    ...(here.length === 0
      ? []
      : [
          `All containers of a cluster were on this machine (${here.join(', ')}): they share memory bandwidth, disk and page cache, and their network has no distance.`,
        ]),
  ]
}
