import { candidate, SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { simulatedReport } from './simulated-report.ts'

const BASE = SCENARIOS['clear-win'] as Scenario
export const job = (name: string, changes: Partial<Scenario> = {}): Scenario => ({
  ...BASE,
  job: name,
  ...changes,
})
export const polars = (changes: object) => ({ candidates: [candidate({ name: 'polars', ...changes })] })
export const reportOf = (...scenarios: Scenario[]) => simulatedReport(scenarios).report

export const READY = job('invoices')
export const DIFFERS = job('shipments', polars({ ratio: 0.3, differs: [27] }))
export const FLAKY = job('stock', polars({ ratio: 0.3, failureRate: 0.2 }))
export const SHORT = job('sessions', { from: '2026-11-26', days: 3 })
export const SLOWER = job('graph', polars({ ratio: 1.8 }))
export const EVEN = job('index', polars({ ratio: 1 }))
