import { checkPort } from '../differences/check-port.ts'
import { type Target as Engine, TARGETS } from '../differences/entry.ts'
import type { Measurement } from '../model/measures/measure.ts'
import { billOfRuns, type CorePrice } from './bill.ts'
import type { Finding } from './criteria/criterion.ts'
import { CRITERIA } from './criteria/registry.ts'
import { jobsOf, knownCoreHours, type QualifiedJob } from './job.ts'
import type { Run } from './run.ts'
import type { Target } from './target.ts'

/** Whether a job is worth being tried on one machine; that it runs there, only a comparison proves. */
export type Outlook = 'likely' | 'measure' | 'unlikely'

/** By how much an outlook lets a job's core-hours count where jobs are ranked: an order, not a probability. */
const WEIGHTS: Record<Outlook, number> = { likely: 1, measure: 0.5, unlikely: 0 }

/** Operations of a job's plans that other engines may answer differently, by what becomes of them. */
export type PortSummary = Record<Engine, { differ: string[]; sameIf: string[]; none: string[] }>

export interface Qualified extends QualifiedJob {
  outlook: Outlook
  findings: Finding[]
  ports: PortSummary
  /** What its executors cost, in the currency of the price; null with the reason where that is not known. */
  bill: Measurement
}

/** Jobs of all runs, those first that are most worth trying: core-hours times the weight of the outlook. */
export function qualify(runs: readonly Run[], target: Target, price: CorePrice | null): Qualified[] {
  const jobs = jobsOf(runs).map((job): Qualified => {
    const findings = CRITERIA.map(({ name, judge }) => ({ criterion: name, ...judge(job, target) }))
    const bill = billOfRuns(job.runs, price)
    return { ...job, outlook: outlookOf(findings), findings, ports: portsOf(job), bill }
  })
  const worth = (job: Qualified) => WEIGHTS[job.outlook] * knownCoreHours(job)
  return jobs.toSorted((a, b) => worth(b) - worth(a) || knownCoreHours(b) - knownCoreHours(a))
}

function outlookOf(findings: readonly Finding[]): Outlook {
  if (findings.some(({ side }) => side === 'against')) return 'unlikely'
  return findings.every(({ side }) => side === 'for') ? 'likely' : 'measure'
}

function portsOf({ name, runs }: QualifiedJob): PortSummary {
  const operations = new Set(runs.flatMap((run) => run.operations))
  const uses = [...operations].map((what) => ({ what, line: 1, column: 1, text: what, cell: '' }))
  const summaries = TARGETS.map((engine) => {
    const { met } = checkPort([{ file: name, uses, unknown: [], names: [] }], engine)
    const ids = (standing: string) =>
      met.filter((one) => one.standing === standing).map(({ entry }) => entry.id)
    return [engine, { differ: ids('differ'), sameIf: ids('same-if'), none: ids('none') }] as const
  })
  return Object.fromEntries(summaries) as PortSummary
}
