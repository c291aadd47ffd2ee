import type { Judged } from '../../verdict/verdict.ts'

type Moved = Pick<Judged, 'move' | 'subject'>

/** Whether the candidate takes the work off a cluster and keeps Spark, or at least the program. */
export const isOffCluster = ({ move: { keeps, leavesCluster } }: Pick<Judged, 'move'>): boolean =>
  leavesCluster === true && (keeps === 'spark' || keeps === 'code')

/** Whether the candidate is the baseline's own engine, with other code or settings, at a place of the same kind. */
export const isSwitch = (verdict: Pick<Judged, 'move'>): boolean =>
  verdict.move.keeps === 'spark' && !isOffCluster(verdict)

/** What is done where the baseline can go: `Retire spark`; where something of it stays, what that is. */
export function retireText(verdict: Moved, who = verdict.subject.baseline): string {
  const { keeps } = verdict.move
  if (isOffCluster(verdict)) return `Leave the cluster, keep ${keeps === 'spark' ? 'Spark' : 'the code'}`
  if (isSwitch(verdict)) return `Switch to ${verdict.subject.candidate}, keep Spark`
  return `Retire ${who}${keeps === 'code' ? ', keep the code' : ''}`
}

/** What goes, or stays: `spark`, `the cluster`. */
export const leftName = (verdict: Moved, who = verdict.subject.baseline): string =>
  isOffCluster(verdict) ? 'the cluster' : who

/** What is done where it has to stay: `Keep spark`, `Keep the cluster`. */
export const keepText = (verdict: Moved, who?: string): string =>
  `Keep ${leftName(verdict, who)}${isSwitch(verdict) ? ' as it is' : ''}`
