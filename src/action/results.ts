import type { FreshRun } from '../report/model/fresh.ts'
import type { Overview } from '../report/model/overview.ts'
import { geometricMean } from '../statistics/sample.ts'

type Decision = Overview['jobs'][number]['candidates'][number]['verdict']['decision']

/** What the action says of a run to the steps after it. An empty text says nothing. */
export interface ActionResults {
  verdict: 'retire' | 'keep' | 'measuring' | ''
  parity: 'pass' | 'fail' | 'unknown' | ''
  winner: string
  speedup: string
}

/** @param overview null where no ledger is kept */
export function resultsOf(runs: readonly FreshRun[], overview: Overview | null): ActionResults {
  const winner = winnerOf(runs)
  return {
    verdict: overview === null ? '' : verdictOf(overview),
    parity: parityOf(runs),
    winner: winner ?? '',
    speedup: winner === undefined ? '' : speedupOf(runs, winner),
  }
}

/** Whether any candidate is decided against. */
export const isKept = ({ jobs }: Overview): boolean =>
  jobs.some(({ candidates }) => candidates.some(({ verdict }) => verdict.decision === 'keep'))

function verdictOf({ jobs }: Overview): ActionResults['verdict'] {
  const ofJobs = jobs.map(({ candidates }) => jobDecision(candidates.map(({ verdict }) => verdict.decision)))
  if (ofJobs.length === 0) return 'measuring'
  if (ofJobs.every((decision) => decision === 'retire')) return 'retire'
  return ofJobs.every((decision) => decision === 'keep') ? 'keep' : 'measuring'
}

/** One candidate that can replace the baseline is enough; the baseline stays where none is left that might. */
function jobDecision(decisions: readonly Decision[]): Decision {
  if (decisions.includes('retire')) return 'retire'
  return decisions.length > 0 && decisions.every((decision) => decision === 'keep') ? 'keep' : 'measuring'
}

function parityOf(runs: readonly FreshRun[]): ActionResults['parity'] {
  const states = runs.flatMap(({ page }) => page.parity.map(({ state }) => state))
  if (states.length === 0) return ''
  if (states.includes('fail')) return 'fail'
  return states.every((state) => state === 'pass' || state === 'waived') ? 'pass' : 'unknown'
}

const clockOf = ({ page }: FreshRun) => page.table.find(({ measure }) => measure === `${page.judged}Ms`)

/** The engine that was quickest in every comparison, with others as quick where they can't be told apart. */
function winnerOf(runs: readonly FreshRun[]): string | undefined {
  const [first, ...others] = runs.map((run) => clockOf(run)?.winners ?? [])
  return first?.find((engine) => others.every((winners) => winners.includes(engine)))
}

function speedupOf(runs: readonly FreshRun[], winner: string): string {
  const speedups = runs.flatMap((run) => {
    if (winner === run.page.baseline.name) return [1]
    const ratio = clockOf(run)?.figures.find(({ engine }) => engine.name === winner)?.ratio
    return ratio ? [1 / ratio] : []
  })
  return speedups.length === runs.length ? geometricMean(speedups).toPrecision(3) : ''
}
