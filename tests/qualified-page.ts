import type { LogStatus } from '../src/qualify/log-status.ts'
import { qualify } from '../src/qualify/qualify.ts'
import type { Run } from '../src/qualify/run.ts'
import type { Page } from '../src/report/page.ts'
import { CORE_AND_MEMORY, run } from './qualified-run.ts'

const target = { cores: 8, memoryBytes: 32e9 }
const price = CORE_AND_MEMORY
const frame = { asOf: null, tool: '0.1.0', base: null, invocation: {}, simulated: [] }

/** The page of jobs that have these runs, all of whose logs were skipped but their own. */
export function qualifiedPage(
  runs: readonly Partial<Run>[],
  skipped: readonly string[],
  sheet: string,
): Page {
  const logs = skipped.map(
    (path): LogStatus => ({
      ...{ path, status: 'skipped', gaps: [], bytes: 1, uncompressedBytes: 1 },
      skipped: { kind: 'unreadable', detail: path },
    }),
  )
  const jobs = qualify(runs.map(run), target, price)
  return { kind: 'qualify', frame, sheet, model: { target, price, jobs, logs, logsFromCache: 0 } }
}
